package hub.analysis.view;

import java.util.List;

/**
 * One kind of thing that an analysis left out.
 *
 * @param what in plural: {@code Quotes not found word for word}
 * @param many how many
 * @param why a sentence
 * @param lines the first of the log's lines that say so; empty where the log has none
 */
public record Dropped(String what, int many, String why, List<LogLine> lines) {}
