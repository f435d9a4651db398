package hub.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What checking a chain found.
 *
 * @param entries entries whose hashes were made again and fitted
 * @param unchained entries that the chain does not hold yet, which nothing vouches for
 * @param checkpoints signed checkpoints that the chain was held against
 * @param broken the first thing that does not fit; null if the chain is whole
 */
public record Verdict(long entries, long unchained, int checkpoints, @Nullable Broken broken) {

  /**
   * The first thing that does not fit.
   *
   * @param seq the place in the chain; 0 for an entry that has none
   * @param position the entry's position; 0 if the entry is gone
   * @param what what is wrong with it, a sentence
   */
  public record Broken(long seq, long position, String what) {}

  /** Whether nothing was added, lost or changed. */
  public boolean isWhole() {
    return broken == null;
  }
}
