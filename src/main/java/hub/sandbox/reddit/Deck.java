package hub.sandbox.reddit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cards dealt in a random order, each once before any comes again, so that repeats stay far apart.
 */
final class Deck<T> {
  private final List<T> cards;
  private final SplittableRandom dice;
  private int dealt;

  Deck(List<T> cards, SplittableRandom dice) {
    this.cards = new ArrayList<>(cards);
    this.dice = dice;
    shuffle();
  }

  boolean isEmpty() {
    return cards.isEmpty();
  }

  T deal() {
    if (dealt == cards.size()) {
      shuffleButNotBegin(cards.getLast());
      dealt = 0;
    }
    return cards.get(dealt++);
  }

  private void shuffleButNotBegin(T card) {
    shuffle();
    if (cards.getFirst().equals(card)) {
      cards.set(0, cards.getLast());
      cards.set(cards.size() - 1, card);
    }
  }

  private void shuffle() {
    for (int last = cards.size() - 1; last > 0; last--) {
      int other = dice.nextInt(last + 1);
      T card = cards.get(last);
      cards.set(last, cards.get(other));
      cards.set(other, card);
    }
  }
}
