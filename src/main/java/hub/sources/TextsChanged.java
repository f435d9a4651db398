package hub.sources;

import hub.sources.TextsErased.Gone;
import java.util.List;

/**
 * Their authors changed these texts. What was quoted of them stands elsewhere now, or nowhere.
 *
 * @param before the texts with the words they had
 */
public record TextsChanged(List<Gone> before) {}
