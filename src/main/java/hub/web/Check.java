package hub.web;

/**
 * Something that the settings page checks live. The room that knows it offers a bean of this;
 * {@code @Order} says where it stands. A check costs nothing and changes nothing.
 */
public interface Check {

  /** What is checked, as people name it: {@code Database}. */
  String subject();

  /**
   * Looks now. May take seconds; whoever asks sets the limit. May throw, which counts as broken.
   */
  Finding look() throws Exception;
}
