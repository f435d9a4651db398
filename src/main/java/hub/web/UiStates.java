package hub.web;

import java.util.Map;

/**
 * A room's fragments in every state, for the page that shows all parts; each room offers a bean.
 */
public interface UiStates {

  /** The template whose fragment {@code states} shows them. */
  String template();

  /** What that fragment needs, under names that no other room uses. */
  Map<String, ?> values();
}
