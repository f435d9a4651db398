package hub.analysis.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A comment with its answers. */
record CommentNode(ThreadView.Entry entry, List<CommentNode> answers) {
  /**
   * Deeper answers stand beside what they answer: a page has only so much width, and a template so
   * much depth.
   */
  private static final int DEEPEST = 8;

  /** Nests comments that come in the order of the thread, by their depths. */
  static List<CommentNode> tree(List<ThreadView.Entry> comments) {
    List<CommentNode> roots = new ArrayList<>();
    Deque<CommentNode> path = new ArrayDeque<>();
    for (ThreadView.Entry entry : comments) {
      CommentNode node = new CommentNode(entry, new ArrayList<>());
      int depth = Math.clamp(entry.depth(), 0, Math.min(path.size(), DEEPEST));
      while (path.size() > depth) {
        path.removeLast();
      }
      (path.isEmpty() ? roots : path.getLast().answers()).add(node);
      path.addLast(node);
    }
    return roots;
  }
}
