package browser;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestHub;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A whole hub with its sandbox for each test class, and Mira logged in before each test. A test
 * fails on anything her browser complains of, refusals by the production policy among it.
 */
abstract class HubVisit {
  static Chromium chromium;
  static TestHub hub;

  final List<String> complaints = new CopyOnWriteArrayList<>();
  Visitor mira;

  @BeforeAll
  static void launch() {
    chromium = Chromium.launch();
    // As large as a topic is, so that an analysis lasts while somebody looks at it.
    hub =
        TestHub.start(Map.of("hub.sandbox.size.posts", "400", "hub.sandbox.size.comments", "1600"));
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      hub.close();
    }
  }

  @BeforeEach
  void comeIn() {
    mira = new Visitor(hub, chromium.somebody(complaints)).logIn();
  }

  @AfterEach
  void leave() {
    if (mira != null) {
      mira.close();
    }
    assertThat(complaints).isEmpty();
  }
}
