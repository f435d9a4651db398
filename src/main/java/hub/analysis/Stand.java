package hub.analysis;

import java.util.List;

/**
 * Where the posts of one chunk stand: not yet sorted, fitting, kept or surviving, each with what is
 * still to be read of it. Before the start, all stand unsorted.
 *
 * @param unsorted posts the first stage has not looked at
 * @param hoped of those, how many are expected to fit
 * @param fitting posts that fit and wait for the second stage
 * @param kept posts that wait for the third stage
 * @param surviving posts whose comments are still to be collected
 * @param unread collected comments that are still to be read
 */
record Stand(Heap unsorted, Heap hoped, Heap fitting, Heap kept, Heap surviving, Unread unread) {

  /**
   * Some posts.
   *
   * @param posts how many, in fractions where they are only expected
   * @param tokens of their words
   * @param talk comments below them
   * @param readings calls that it takes to read those comments
   */
  record Heap(double posts, double tokens, double talk, double readings) {
    static final Heap NONE = new Heap(0, 0, 0, 0);

    Heap plus(Heap other) {
      return new Heap(
          posts + other.posts, tokens + other.tokens, talk + other.talk, readings + other.readings);
    }

    Heap times(double share) {
      return new Heap(posts * share, tokens * share, talk * share, readings * share);
    }
  }

  /** Comments that will surely be read, in so many calls. */
  record Unread(double comments, double readings) {}

  /**
   * How much more talk there is below a post that fits against all chance: so many times more at a
   * chance of nothing, falling with the square of what the chance lacks. Measured on judged posts.
   */
  static final double MORE_TALK = 2.6;

  private static Heap hoped(Expected post) {
    double lacks = 1 - post.chance();
    double talk = post.talk() * (1 + MORE_TALK * lacks * lacks);
    return new Heap(1, post.tokens(), talk, post.readings()).times(post.chance());
  }

  static Stand unsorted(List<Expected> posts) {
    Heap all = Heap.NONE;
    Heap hoped = Heap.NONE;
    for (Expected post : posts) {
      all = all.plus(new Heap(1, post.tokens(), post.talk(), post.readings()));
      hoped = hoped.plus(hoped(post));
    }
    return new Stand(all, hoped, Heap.NONE, Heap.NONE, Heap.NONE, new Unread(0, 0));
  }
}
