package hub.web;

import java.io.Serial;

/** A change of people that would leave nobody in charge, or that this person may not make. */
class PeopleRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** What is so and what to do, in sentences for the page. */
  PeopleRefused(String sentence) {
    super(sentence);
  }
}
