package hub.sandbox.reddit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Invents account names, each once. */
final class Cast {
  private final Script.Voices voices;
  private final List<String> trades;
  private final SplittableRandom dice;
  private final Set<String> taken = new LinkedHashSet<>();

  Cast(Script.Voices voices, String topic, SplittableRandom dice) {
    this.voices = voices;
    this.trades = voices.trades().getOrDefault(topic, List.of("guest"));
    this.dice = dice;
  }

  List<String> people(int count) {
    List<String> people = new ArrayList<>();
    while (people.size() < count) {
      String name = name();
      if (taken.add(name)) {
        people.add(name);
      }
    }
    return people;
  }

  private String name() {
    String first = pick(voices.firsts());
    String second = pick(voices.seconds());
    return switch (dice.nextInt(8)) {
      case 0 -> first + "_" + second;
      case 1 -> Tongue.capital(first) + Tongue.capital(second);
      case 2 -> pick(trades) + "_" + first;
      case 3 -> first + "-" + second;
      case 4 -> first + second + dice.nextInt(2, 99);
      case 5 -> first + "_and_" + second;
      case 6 -> second + "_" + pick(trades);
      default -> Tongue.capital(second) + "_" + dice.nextInt(1970, 2009);
    };
  }

  private String pick(List<String> words) {
    return words.get(dice.nextInt(words.size()));
  }
}
