package hub.llm;

import com.openai.models.chat.completions.ChatCompletion;
import hub.budget.BudgetSettings;
import hub.budget.BudgetState;
import hub.budget.Hold;
import hub.budget.NewAttempt;
import hub.outages.Breakers;
import hub.outages.Guarded;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * One paid call, step by step: count, look in the cache, find the price, hold the worst case; then,
 * around the vendor's call, {@link #leaving}; then settle what was reported, or find out what a
 * failure means for the hold. The route in {@code routes.ModelRoutes} puts the steps in order.
 *
 * <p>No step keeps a database connection while the vendor is asked. A crash between any two steps
 * leaves an attempt that {@link hub.budget.LostAttempts} puts right.
 */
@Service
public class PaidCalls {
  /** What a job in a batch waits for, as the page says it. */
  public static final String IN_A_BATCH = "OpenAI's batch, up to 24 h";

  /** It is told when its batch is back; this is for when that was missed. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private final ModelAccess access;
  private final Prices prices;
  private final TokenCounter counter;
  private final ResponseCache cache;
  private final CallRecord record;
  private final BudgetSettings settings;
  private final Breakers breakers;

  public PaidCalls(
      ModelAccess access,
      Prices prices,
      TokenCounter counter,
      ResponseCache cache,
      CallRecord record,
      BudgetSettings settings,
      Breakers breakers) {
    this.access = access;
    this.prices = prices;
    this.counter = counter;
    this.cache = cache;
    this.record = record;
    this.settings = settings;
    this.breakers = breakers;
  }

  /**
   * What this question costs at the most; asks nobody and costs nothing.
   *
   * @throws ModelUnavailable if the model has no price, or the question's mode has no model
   */
  public WorstCase worstCase(Question question) {
    return worstCase(connection(question).model(), question);
  }

  private WorstCase worstCase(String model, Question question) {
    int input = counter.upperBound(model, question.prompt(), question.data());
    return WorstCase.of(
        prices.current(model), input, question.maxOutputTokens(), settings.markup());
  }

  /**
   * Everything before the vendor is asked.
   *
   * @return a {@link PaidCall} that is held and may be sent, or the {@link Answer} if none is
   *     needed or possible
   * @throws ModelUnavailable if the model can't be asked now
   */
  public Object prepare(Question question) {
    ModelConnection connection = connection(question);
    String key = ResponseCache.key(connection.model(), question);
    Optional<BatchLine> line = record.line(question, key);
    if (line.filter(BatchLine::isOpen).isPresent()) {
      throw inABatch();
    }
    Optional<ResponseCache.Entry> recorded = cache.find(key, question);
    if (recorded.isPresent()) {
      return line.flatMap(paid -> cameBack(paid, recorded.get()))
          .orElseGet(() -> reuse(question, key, recorded.get()));
    }
    WorstCase worst = worstCase(connection.model(), question);
    if (!worst.fitsModel()) {
      return tooLarge(worst);
    }
    // What a batch did not answer is asked for directly.
    if (line.isEmpty() && goesInABatch(question, connection, worst)) {
      return lineUp(question, connection, key, worst.batched(settings.markup()));
    }
    return hold(question, connection, key, worst);
  }

  private static boolean goesInABatch(
      Question question, ModelConnection connection, WorstCase worst) {
    return question.economy() && connection.hasTiers() && worst.price().isCheaperBatched();
  }

  /** The answer of a batch, with what it was charged, however often its job runs. */
  private static Optional<Answer> cameBack(BatchLine line, ResponseCache.Entry entry) {
    return Optional.ofNullable(line.charge())
        .map(charge -> entry.reading().answer(line.attemptId(), charge, BigDecimal.ZERO, false));
  }

  private Object lineUp(
      Question question, ModelConnection connection, String key, WorstCase worst) {
    PaidCall call =
        new PaidCall(UUID.randomUUID(), question, connection, worst.price(), key, worst.charge());
    try {
      Hold hold = record.linedUp(call, attempt(call, worst, true), BatchFile.request(call));
      return held(hold, question, worst).orElseThrow(PaidCalls::inABatch);
    } catch (DuplicateKeyException another) {
      // The job ran twice at once, and the other run was first.
      throw inABatch();
    }
  }

  private static ModelUnavailable inABatch() {
    return new ModelUnavailable(ModelUnavailable.Why.IN_A_BATCH, LOOK_AGAIN, IN_A_BATCH);
  }

  /**
   * To be called just before the request leaves: from here on it may have been billed.
   *
   * @throws hub.budget.WrongState if the attempt was recovered meanwhile: it must not leave
   */
  public void leaving(PaidCall call) {
    record.sent(call);
    call.markSent();
  }

  /**
   * The vendor answered: settles what it reported and reads what it said.
   *
   * @throws ModelUnavailable if the usage can't be priced: the attempt is in doubt, the model
   *     stopped
   */
  public Answer answered(PaidCall call, ChatCompletion completion) {
    try {
      Reading reading = Reading.of(completion, call.question().prompt().schema());
      BigDecimal charge = record.settled(call, ReportedUsage.of(call.model(), completion), reading);
      return reading.answer(call.attemptId(), charge, BigDecimal.ZERO, false);
    } catch (UnclearUsage unclear) {
      throw unclear(call, unclear);
    }
  }

  /** The attempt is in doubt, and its model is asked nothing until a person has looked. */
  ModelUnavailable unclear(PaidCall call, UnclearUsage unclear) {
    record.unclear(call, String.valueOf(unclear.getMessage()));
    return stopped(String.valueOf(unclear.getMessage()));
  }

  /**
   * The call failed: releases its hold if surely nothing was billed, else leaves it in doubt.
   *
   * @return the answer, if failing this way is one
   * @throws ModelUnavailable if the question is fine and can be asked later
   * @throws RequestRefused if asking again would not help
   */
  public Answer failed(PaidCall call, Throwable failure) {
    if (!call.isSent()) {
      record.released(call, "never sent");
      throw notSent(failure);
    }
    VendorFailure meaning = VendorFailure.of(failure);
    if (meaning.billing() == VendorFailure.Billing.NONE) {
      record.released(call, meaning.words());
    } else {
      record.doubted(call, meaning.words());
    }
    return switch (meaning.kind()) {
      case TOO_LARGE -> new Answer.TooLarge(meaning.words());
      case REFUSED ->
          throw new RequestRefused(meaning.words() + ", stage " + call.question().stage());
      case LATER ->
          throw new ModelUnavailable(meaning.why(), meaning.retryAfter(), meaning.words());
    };
  }

  /** Nothing is held for a call that would not leave. */
  private static void refuse(Duration wait) {
    throw heldBack(wait);
  }

  private static ModelUnavailable heldBack(Duration wait) {
    return new ModelUnavailable(
        ModelUnavailable.Why.BREAKER_OPEN, wait, "OpenAI fails, and is asked again later");
  }

  private Answer reuse(Question question, String key, ResponseCache.Entry entry) {
    boolean answered = entry.reading().outcome().equals("answered");
    BigDecimal saved = answered ? entry.charge() : BigDecimal.ZERO;
    record.reused(question, key, saved);
    return entry.reading().answer(entry.attemptId(), BigDecimal.ZERO, saved, true);
  }

  /** A call that is held and may be sent, or the answer if it does not fit. */
  Object hold(Question question, ModelConnection connection, String key, WorstCase worst) {
    breakers.untilAsked(Guarded.OPENAI).ifPresent(PaidCalls::refuse);
    PaidCall call =
        new PaidCall(UUID.randomUUID(), question, connection, worst.price(), key, worst.charge());
    Hold hold = record.held(call, attempt(call, worst, false));
    return held(hold, question, worst).map(Object.class::cast).orElse(call);
  }

  /** The answer if nothing was held; empty if the call can be made. */
  private Optional<Answer> held(Hold hold, Question question, WorstCase worst) {
    return switch (hold) {
      case HELD -> Optional.empty();
      case DOES_NOT_FIT -> Optional.of(doesNotFit(question, worst));
      case MODEL_STOPPED ->
          throw stopped("Model " + worst.price().model() + " is stopped until a person has looked");
      case OVER_LIMIT ->
          throw waits(
              ModelUnavailable.Why.LIMIT_REACHED,
              "The month's limit of the workspace, or of whoever started this, is reached; it goes"
                  + " on when an owner raises it, or with the next month");
      case PAYMENT_DUE ->
          throw waits(
              ModelUnavailable.Why.PAYMENT_DUE,
              "Paid work is paused: an invoice could not be paid, or billing ended at Stripe. Money"
                  + " says what to do; then it goes on by itself");
    };
  }

  private NewAttempt attempt(PaidCall call, WorstCase worst, boolean batched) {
    Question question = call.question();
    return new NewAttempt(
        call.attemptId(),
        question.workspaceId(),
        question.analysisId(),
        question.jobId(),
        question.mode(),
        "openai",
        call.model(),
        question.stage(),
        call.cacheKey(),
        worst.price().version(),
        settings.markup(),
        worst.charge(),
        question.fromEarmark(),
        worst.inputTokens(),
        worst.outputTokens(),
        batched);
  }

  private Answer doesNotFit(Question question, WorstCase worst) {
    BudgetState state = record.state(question.analysisId());
    BigDecimal free = question.fromEarmark() ? state.earmarked() : state.free();
    return new Answer.DoesNotFit(worst.charge(), free, state.held().subtract(state.inDoubt()));
  }

  private static Answer tooLarge(WorstCase worst) {
    ModelPrice model = worst.price();
    return new Answer.TooLarge(
        "%d input and %d output tokens do not fit %s, which takes %d together and writes %d"
            .formatted(
                worst.inputTokens(),
                worst.outputTokens(),
                model.model(),
                model.maxContext(),
                model.maxOutput()));
  }

  /** The question's own mode decides, so that work goes on where it began. */
  ModelConnection connection(Question question) {
    ModelConnection connection = access.of(question.mode());
    String trouble = connection.trouble();
    if (trouble == null) {
      return connection;
    }
    throw new ModelUnavailable(ModelUnavailable.Why.WRONG_KEY, Duration.ofMinutes(1), trouble);
  }

  private static ModelUnavailable waits(ModelUnavailable.Why why, String message) {
    return new ModelUnavailable(why, Duration.ofMinutes(1), message);
  }

  private static ModelUnavailable stopped(String message) {
    return new ModelUnavailable(ModelUnavailable.Why.MODEL_STOPPED, Duration.ofMinutes(5), message);
  }

  /** Nothing left: the breaker is open, or something of ours failed and is thrown as it is. */
  private RuntimeException notSent(Throwable failure) {
    if (failure instanceof CallNotPermittedException) {
      return heldBack(breakers.pause(Guarded.OPENAI));
    }
    return failure instanceof RuntimeException plain
        ? plain
        : new IllegalStateException("The call was not sent", failure);
  }
}
