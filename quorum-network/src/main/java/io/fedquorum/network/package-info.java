/** Networks: bringing one up, looking at it, and taking it down. */
package io.fedquorum.network;
