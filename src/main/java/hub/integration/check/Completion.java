package hub.integration.check;

import java.util.List;

/**
 * What can stand where somebody writes.
 *
 * @param from the column, from 1, at which the begun word begins
 * @param options in the order in which they are offered
 */
public record Completion(int from, List<Option> options) {

  /**
   * One of them.
   *
   * @param label what it is called
   * @param detail what it is, in a few words; may be empty
   * @param apply what is put in
   */
  public record Option(String label, String detail, String apply) {}
}
