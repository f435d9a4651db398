package bench;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * How well yes-or-no answers agree with the truth.
 *
 * @param hits said and true
 * @param falseAlarms said and not true
 * @param missed true and not said
 * @param rest neither
 */
record Counts(int hits, int falseAlarms, int missed, int rest) {

  static <T> Counts of(Collection<T> things, Predicate<T> isTrue, Predicate<T> isSaid) {
    int hits = 0;
    int falseAlarms = 0;
    int missed = 0;
    for (T thing : things) {
      boolean said = isSaid.test(thing);
      boolean right = isTrue.test(thing);
      hits += said && right ? 1 : 0;
      falseAlarms += said && !right ? 1 : 0;
      missed += !said && right ? 1 : 0;
    }
    return new Counts(hits, falseAlarms, missed, things.size() - hits - falseAlarms - missed);
  }

  /** Of what was said, the share that is true; 0 if nothing was said. */
  double precision() {
    return share(hits, hits + falseAlarms);
  }

  /** Of what is true, the share that was said; 0 if nothing is true. */
  double recall() {
    return share(hits, hits + missed);
  }

  /** The harmonic mean of precision and recall. */
  double f1() {
    return share(2 * hits, 2 * hits + falseAlarms + missed);
  }

  /** Of all answers, the share that is right: for pairs, the Rand index. */
  double accuracy() {
    return share(hits + rest, hits + falseAlarms + missed + rest);
  }

  /** How many were looked at. */
  int all() {
    return hits + falseAlarms + missed + rest;
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
