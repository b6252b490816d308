/** What a running network says of itself. */
package io.fedquorum.network.status;
