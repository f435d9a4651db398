package hub.analysis;

import hub.llm.ModelAccess;
import hub.llm.TokenCounter;
import hub.sources.Text;
import org.springframework.stereotype.Component;

/**
 * Says what is expected of a post, from its words alone: counted and weighed here, asking nobody.
 */
@Component
class Expectations {
  private final TokenCounter counter;
  private final ModelAccess access;
  private final AnalysisSettings settings;

  Expectations(TokenCounter counter, ModelAccess access, AnalysisSettings settings) {
    this.counter = counter;
    this.access = access;
    this.settings = settings;
  }

  Expected of(Text text, String topic) {
    return of(text, Promise.of(text, topic));
  }

  Expected of(Text text, double promise) {
    int talk = Math.min(settings.commentsPerPost(), text.text().comments());
    return new Expected(
        text.id(),
        Promise.chance(promise),
        counter.count(access.model(), Quotes.words(text)),
        talk,
        (int) Math.ceil(talk / Yield.talkInACall(settings)));
  }
}
