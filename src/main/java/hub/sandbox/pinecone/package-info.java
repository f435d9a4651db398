/**
 * Pinecone as its clients see it: the control plane in JSON, the data plane of each index as gRPC
 * on a port of its own, without TLS.
 */
@NullMarked
package hub.sandbox.pinecone;

import org.jspecify.annotations.NullMarked;
