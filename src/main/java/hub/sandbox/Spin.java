package hub.sandbox;

import java.util.function.IntUnaryOperator;

/** Sentences with choices: {@code lost {two|three} days} says one of two things. */
public final class Spin {
  private Spin() {}

  /** The sentence with each first choice taken. */
  public static String first(String sentence) {
    return turn(sentence, choices -> 0);
  }

  /**
   * The sentence with each choice taken by the dice.
   *
   * @param dice given a number of choices, returns one of them from 0
   */
  public static String turn(String sentence, IntUnaryOperator dice) {
    int open = sentence.indexOf('{');
    if (open < 0) {
      return sentence;
    }
    StringBuilder said = new StringBuilder(sentence.length());
    int done = 0;
    while (open >= 0) {
      int close = sentence.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("A choice without its end: " + sentence);
      }
      String[] choices = sentence.substring(open + 1, close).split("\\|", -1);
      said.append(sentence, done, open).append(choices[dice.applyAsInt(choices.length)]);
      done = close + 1;
      open = sentence.indexOf('{', done);
    }
    return said.append(sentence, done, sentence.length()).toString();
  }
}
