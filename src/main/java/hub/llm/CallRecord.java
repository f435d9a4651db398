package hub.llm;

import hub.budget.BudgetState;
import hub.budget.Budgets;
import hub.budget.Hold;
import hub.budget.ModelStops;
import hub.budget.NewAttempt;
import hub.budget.Settlement;
import hub.budget.Tokens;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes each step of a paid call in one short transaction with the journal, so that money, log and
 * recorded answers never disagree. Locks in the order that {@link CallJournal} tells.
 */
@Component
public class CallRecord {
  private static final Logger LOG = LoggerFactory.getLogger(CallRecord.class);

  /** What belongs to no analysis has no log: its rows of money are all that is written. */
  private static final CallJournal NO_JOURNAL = new NoJournal();

  private final Budgets budgets;
  private final ModelStops stops;
  private final ResponseCache cache;
  private final BatchLines lines;
  private final VendorCache vendorCache;
  private final ObjectProvider<CallJournal> journals;
  private final TransactionOperations transactions;

  public CallRecord(
      Budgets budgets,
      ModelStops stops,
      ResponseCache cache,
      BatchLines lines,
      VendorCache vendorCache,
      ObjectProvider<CallJournal> journals,
      TransactionOperations transactions) {
    this.budgets = budgets;
    this.stops = stops;
    this.cache = cache;
    this.lines = lines;
    this.vendorCache = vendorCache;
    this.journals = journals;
    this.transactions = transactions;
  }

  Hold held(PaidCall call, NewAttempt attempt) {
    return inOneTransaction(
        call.question(),
        () -> {
          Hold hold = budgets.hold(attempt);
          if (hold == Hold.HELD) {
            journal(call.question()).called(call.question(), call.attemptId(), call.hold());
          }
          return hold;
        });
  }

  /** Holds a call and lines it up for a batch, both or neither. */
  Hold linedUp(PaidCall call, NewAttempt attempt, String body) {
    return inOneTransaction(
        call.question(),
        () -> {
          Hold hold = held(call, attempt);
          if (hold == Hold.HELD) {
            lines.add(call, body);
          }
          return hold;
        });
  }

  /** A job's question that went, or goes, into a batch; empty if it never did. */
  Optional<BatchLine> line(Question question, String key) {
    return question.economy() ? lines.find(question.jobId(), key) : Optional.empty();
  }

  /** Writes how a line ended together with its money. */
  void together(Question question, Runnable steps) {
    inOneTransaction(
        question,
        () -> {
          steps.run();
          return question;
        });
  }

  void sent(PaidCall call) {
    budgets.sent(call.attemptId());
  }

  /** Settles, tells the journal and records the answer; returns the charge, in US dollars. */
  BigDecimal settled(PaidCall call, Tokens tokens, Reading reading) {
    BigDecimal charge =
        settled(
            call,
            tokens,
            reading.outcome(),
            paid -> cache.put(call.cacheKey(), call.question(), call.attemptId(), reading, paid));
    vendorCache.read(tokens);
    return charge;
  }

  /**
   * Settles, tells the journal and has the answer kept, given the charge, all or nothing; returns
   * the charge, in US dollars.
   */
  BigDecimal settled(PaidCall call, Tokens tokens, String outcome, Consumer<BigDecimal> keep) {
    Settlement settled =
        inOneTransaction(
            call.question(),
            () -> {
              Settlement done =
                  budgets.settle(
                      call.attemptId(), outcome, tokens, call.price().ratesFor(tokens.input()));
              journal(call.question())
                  .settled(call.question(), call.attemptId(), outcome, done.charge(), done.state());
              keep.accept(done.charge());
              return done;
            });
    if (settled.loss().signum() > 0) {
      LOG.error(
          "Model {} used ${} more than attempt {} held; it is stopped until a person has looked",
          call.model(),
          settled.loss().toPlainString(),
          call.attemptId());
    }
    return settled.charge();
  }

  void released(PaidCall call, String why) {
    inOneTransaction(
        call.question(),
        () -> {
          budgets.release(call.attemptId(), why);
          journal(call.question()).released(call.question(), call.attemptId(), why);
          return why;
        });
  }

  void doubted(PaidCall call, String why) {
    inOneTransaction(
        call.question(),
        () -> {
          budgets.doubt(call.attemptId(), why);
          journal(call.question()).doubted(call.question(), call.attemptId(), call.hold(), why);
          return why;
        });
  }

  /** The usage can't be priced: the attempt is in doubt and its model stops. */
  void unclear(PaidCall call, String why) {
    LOG.error(
        "Attempt {}: {}; the model is stopped until a person has looked", call.attemptId(), why);
    inOneTransaction(
        call.question(),
        () -> {
          budgets.doubt(call.attemptId(), why);
          stops.stop(call.attemptId(), why);
          journal(call.question()).doubted(call.question(), call.attemptId(), call.hold(), why);
          return why;
        });
  }

  void reused(Question question, String key, BigDecimal saved) {
    inOneTransaction(
        question,
        () -> {
          journal(question).reused(question, saved);
          cache.used(key, question);
          return saved;
        });
  }

  /** Whether whoever asked still wants to know. */
  boolean isWanted(Question question) {
    return journal(question).isWanted(question);
  }

  BudgetState state(UUID budgetId) {
    return budgets.state(budgetId);
  }

  private <T> T inOneTransaction(Question question, Supplier<T> work) {
    T done =
        transactions.execute(
            status -> {
              journal(question).opening(question);
              return work.get();
            });
    if (done == null) {
      throw new IllegalStateException("A step of a paid call came to nothing");
    }
    return done;
  }

  private CallJournal journal(Question question) {
    return question.isOfNoAnalysis() ? NO_JOURNAL : journals.getObject();
  }
}
