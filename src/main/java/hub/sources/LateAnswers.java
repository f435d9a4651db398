package hub.sources;

import java.util.List;

/**
 * These texts lost their words a while ago. An answer about one may have been under way then; what
 * it brought goes too.
 */
public record LateAnswers(List<Long> ids) {}
