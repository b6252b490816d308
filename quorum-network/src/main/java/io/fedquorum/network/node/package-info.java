/** What every kind of network needs: processes that outlive their starter, ports, JSON-RPC. */
package io.fedquorum.network.node;
