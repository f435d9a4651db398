package bench;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one run over the labelled texts said of each, by the texts' ids.
 *
 * @param posts every post of the run
 * @param stances of the comments that were read
 * @param shown how many quotes the report shows
 * @param exact how many of them stand word for word in their own text
 * @param refused how many the model gave that were not found and so not shown
 * @param charged in US dollars
 */
record Verdicts(
    Map<String, Post> posts,
    Map<String, String> stances,
    int shown,
    int exact,
    int refused,
    BigDecimal charged) {

  /**
   * What the stages said of a post.
   *
   * @param label of the first stage; empty if the post was refused
   * @param fits whether it went on to the second stage
   * @param kept whether it went on to the third
   * @param survived whether it counts as a mention in the end
   * @param antiPatterns found, as far as the post survived
   * @param opportunity under which it stands; null if it does not count
   * @param value by which the report orders it: higher comes first, 0 if it is not there
   */
  record Post(
      String label,
      boolean fits,
      boolean kept,
      boolean survived,
      Set<String> antiPatterns,
      @Nullable UUID opportunity,
      double value) {}

  Post post(Labelled text) {
    Post post = posts.get(text.id());
    if (post == null) {
      throw new IllegalStateException("The run says nothing of " + text.id());
    }
    return post;
  }

  boolean areTogether(LabelledSet.Pair pair) {
    UUID one = opportunity(pair.one());
    return one != null && one.equals(opportunity(pair.other()));
  }

  boolean haveBoth(LabelledSet.Pair pair) {
    return opportunity(pair.one()) != null && opportunity(pair.other()) != null;
  }

  private @Nullable UUID opportunity(String id) {
    Post post = posts.get(id);
    return post == null ? null : post.opportunity();
  }

  /**
   * The share of verdicts that two runs have in common: of each post its label and whether it
   * counts in the end, of each comment that either run read its stance.
   */
  double agreement(Verdicts other) {
    Map<String, String> mine = all();
    Map<String, String> theirs = other.all();
    Set<String> either = new java.util.TreeSet<>(mine.keySet());
    either.addAll(theirs.keySet());
    long same =
        either.stream()
            .filter(id -> java.util.Objects.equals(mine.get(id), theirs.get(id)))
            .count();
    return either.isEmpty() ? 0 : (double) same / either.size();
  }

  private Map<String, String> all() {
    Map<String, String> all = new HashMap<>(stances);
    posts.forEach((id, post) -> all.put(id, post.label() + (post.survived() ? ", counts" : "")));
    return all;
  }
}
