package hub.sources;

import java.util.List;

/**
 * The words of these texts are gone: deleted at the source, removed on request, or overdue. Whoever
 * keeps quotes of them erases those too.
 */
public record TextsErased(List<Long> ids) {}
