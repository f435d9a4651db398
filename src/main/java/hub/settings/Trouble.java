package hub.settings;

import hub.vendors.EntryRefused;

/**
 * What is wrong with a form.
 *
 * @param field the field that it is about; no field's name if it is about all of it
 * @param sentence why, and what would work
 */
public record Trouble(String field, String sentence) {
  private static final Trouble NONE = new Trouble("", "");

  /** Nothing is wrong. */
  public static Trouble none() {
    return NONE;
  }

  static Trouble of(EntryRefused refused) {
    return new Trouble(refused.field(), String.valueOf(refused.getMessage()));
  }

  /** Whether something is wrong with this field. */
  public boolean isAt(String name) {
    return field.equals(name);
  }
}
