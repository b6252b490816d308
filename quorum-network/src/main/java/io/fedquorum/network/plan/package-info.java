/** What a network is: the declarative file, and the plan that a directory was made from. */
package io.fedquorum.network.plan;
