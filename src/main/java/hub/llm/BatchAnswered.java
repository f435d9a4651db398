package hub.llm;

import java.util.Set;
import java.util.UUID;

/** Questions of these analyses came back from a batch, answered or not: their jobs can go on. */
public record BatchAnswered(Set<UUID> analyses) {}
