package hub.integration;

import java.util.UUID;

/** A flow was published, turned or taken back, by this process or, as it noticed, by another. */
public record FlowChanged(UUID flowId, FlowKind kind) {}
