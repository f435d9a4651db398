package hub.analysis;

import hub.Mode;
import hub.analysis.view.Estimate;
import hub.analysis.view.FirstPage;
import hub.analysis.view.Range;
import hub.analysis.view.Wish;
import hub.llm.ModelAccess;
import hub.sandbox.Catalogue;
import hub.sandbox.Sandbox;
import hub.sources.Forums;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the first page offers: the sandbox's topics with what they would cost, or a topic of one's
 * own.
 */
@Component
class Offers {
  private static final Logger LOG = LoggerFactory.getLogger(Offers.class);
  private static final int MONTHS = 12;
  private static final BigDecimal ANY_BUDGET = new BigDecimal("2.00");

  private final ModelAccess access;
  private final Sandbox sandbox;
  private final Estimator estimator;
  private final Forums forums;
  private final Map<String, Range> counted = new ConcurrentHashMap<>();
  private final Set<String> counting = ConcurrentHashMap.newKeySet();

  Offers(ModelAccess access, Sandbox sandbox, Estimator estimator, Forums forums) {
    this.access = access;
    this.sandbox = sandbox;
    this.estimator = estimator;
    this.forums = forums;
  }

  FirstPage firstPage(UUID workspaceId) {
    if (access.mode() == Mode.LIVE) {
      return new FirstPage(List.of(), true, "", forums.words());
    }
    List<FirstPage.Topic> topics =
        sandbox.topics().stream().map(topic -> offer(workspaceId, topic)).toList();
    return new FirstPage(
        topics,
        true,
        "The sandbox knows three topics. Any other honestly finds nothing here.",
        forums.words());
  }

  private FirstPage.Topic offer(UUID workspaceId, Catalogue.Topic topic) {
    return new FirstPage.Topic(
        topic.key(),
        topic.title(),
        topic.summary(),
        topic.posts(),
        topic.authors(),
        topic.communities(),
        topic.suggested(),
        price(workspaceId, topic),
        1);
  }

  /** Counted in the background at first; a page never waits for it, but asks again. */
  private @Nullable Range price(UUID workspaceId, Catalogue.Topic topic) {
    Range known = counted.get(topic.key());
    if (known == null && counting.add(topic.key())) {
      Thread.startVirtualThread(() -> count(workspaceId, topic));
    }
    return known;
  }

  private void count(UUID workspaceId, Catalogue.Topic topic) {
    try {
      Wish wish =
          new Wish(topic.key(), topic.title(), topic.communities(), MONTHS, ANY_BUDGET, List.of());
      Estimate estimate = estimator.estimate(workspaceId, wish);
      counted.put(topic.key(), estimate.total());
    } catch (RuntimeException e) {
      LOG.warn("The price of topic {} could not be counted; the page shows none", topic.key(), e);
    } finally {
      counting.remove(topic.key());
    }
  }
}
