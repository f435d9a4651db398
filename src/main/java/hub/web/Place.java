package hub.web;

import java.util.function.Predicate;

/**
 * A place in the navigation. A room that has one offers a bean of this; {@code @Order} says where
 * it stands. Places that do not exist yet have no bean, so no link is dead.
 *
 * @param key what a page of the place puts into its model as {@code place}
 * @param title as it is shown
 * @param href its first page
 * @param opensFor who may open it; others do not see it
 */
public record Place(String key, String title, String href, Predicate<CurrentUser> opensFor) {

  /** A place that everybody may open. */
  public Place(String key, String title, String href) {
    this(key, title, href, user -> true);
  }

  /** A place that administrators alone may open. */
  public static Place ofAdministrators(String key, String title, String href) {
    return new Place(key, title, href, CurrentUser::administrator);
  }
}
