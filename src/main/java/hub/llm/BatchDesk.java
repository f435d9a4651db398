package hub.llm;

import hub.llm.BatchLine.State;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends the questions of economy analyses in the vendor's batches and settles what comes back. The
 * route in {@code routes.EconomyRoutes} puts the steps in order; what each of them left behind is
 * in the database, so any process goes on where another one died.
 */
@Service
public class BatchDesk {
  static final String UNWANTED = "never sent: nobody waits for it";
  private static final String ERASED = "a text was erased before it was sent";

  private final BatchLines lines;
  private final VendorBatches batches;
  private final BatchSettlement settlement;
  private final ModelAccess access;
  private final CallRecord record;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher events;
  private final EconomySettings settings;
  private final Clock clock;

  BatchDesk(
      BatchLines lines,
      VendorBatches batches,
      BatchSettlement settlement,
      ModelAccess access,
      CallRecord record,
      TransactionOperations transactions,
      ApplicationEventPublisher events,
      EconomySettings settings,
      Clock clock) {
    this.lines = lines;
    this.batches = batches;
    this.settlement = settlement;
    this.access = access;
    this.record = record;
    this.transactions = transactions;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
  }

  /** Puts what has waited long enough into batches, and takes back what need not be sent. */
  public void gather() {
    Set<UUID> back = new HashSet<>();
    for (BatchLine line : lines.speechless()) {
      withdraw(line, ERASED, back);
    }
    for (BatchLine line : lines.unsent()) {
      if (!record.isWanted(line.question())) {
        withdraw(line, UNWANTED, back);
      }
    }
    tell(back);
    lines.groups().stream().filter(this::isRipe).forEach(this::make);
    lines.forgetOld();
  }

  private boolean isRipe(BatchLines.Group group) {
    return group.lines() >= settings.mostLines()
        || !now().isBefore(group.oldest().plus(settings.gather()));
  }

  private void make(BatchLines.Group group) {
    transactions.executeWithoutResult(
        status -> {
          UUID id = UUID.randomUUID();
          batches.make(id, group);
          if (lines.intoBatch(id, group, settings.mostLines()) == 0) {
            status.setRollbackOnly();
          }
        });
  }

  /** Batches to be carried on. */
  public List<UUID> due() {
    return batches.due();
  }

  /** Takes a batch; null if another process carries it on. */
  public @Nullable BatchWalk take(UUID id) {
    return batches.take(id, settings.lease()).map(batch -> new BatchWalk(this, batch)).orElse(null);
  }

  /** Lets a batch go until it is to be looked at again. */
  public void leave(BatchWalk walk) {
    batches.leave(walk.batch(), walk.restsUntil());
  }

  EconomySettings settings() {
    return settings;
  }

  VendorBatches batches() {
    return batches;
  }

  Instant now() {
    return clock.instant();
  }

  /** Whether there is a key for the address for which the batch was made. */
  boolean isReachable(VendorBatch batch) {
    ModelConnection connection = access.of(batch.mode());
    return connection.trouble() == null && connection.baseUrl().equals(batch.baseUrl());
  }

  BatchRequest request(
      VendorBatch batch, String method, String path, String query, String type, byte[] body) {
    return new BatchRequest(
        method,
        batch.baseUrl() + path,
        query,
        "Bearer " + access.of(batch.mode()).apiKey(),
        type,
        body);
  }

  /**
   * The bodies of a batch; its lines without one, or that nobody waits for, leave it, so that the
   * file holds all that stay.
   */
  List<BatchLines.Body> toSend(VendorBatch batch) {
    Map<UUID, BatchLines.Body> bodies = new LinkedHashMap<>();
    lines.bodies(batch.id()).forEach(body -> bodies.put(body.attemptId(), body));
    Set<UUID> back = new HashSet<>();
    for (BatchLine line : lines.of(batch.id(), State.WAITING)) {
      if (!record.isWanted(line.question())) {
        bodies.remove(line.attemptId());
        withdraw(line, UNWANTED, back);
      } else if (!bodies.containsKey(line.attemptId())) {
        withdraw(line, ERASED, back);
      }
    }
    tell(back);
    return List.copyOf(bodies.values());
  }

  VendorBatch uploaded(VendorBatch batch, String file) {
    return inOneTransaction(
        () -> {
          lines.forgetWords(batch.id());
          return batches.uploaded(batch, file);
        });
  }

  /** The batch is about to be asked for: from here on each line may be billed. */
  VendorBatch leaving(VendorBatch batch) {
    return inOneTransaction(
        () -> {
          lines.of(batch.id(), State.WAITING).forEach(settlement::sent);
          return batches.createAsked(batch);
        });
  }

  /** Whether nobody waits for any of its lines. */
  boolean isUnwanted(VendorBatch batch) {
    return lines.of(batch.id(), State.WAITING, State.SENT).stream()
        .noneMatch(line -> record.isWanted(line.question()));
  }

  /** Settles the lines that a file of results names. */
  void settle(VendorBatch batch, BatchReply file) {
    Set<UUID> ended = new HashSet<>();
    file.lines().forEach(result -> settlement.settle(batch.id(), result, ended));
    tell(ended);
  }

  /**
   * Ends the lines that no file names, though their batch has ended; what was never sent is given
   * back.
   *
   * @return whether there are any that may still be billed
   */
  boolean leftOut(VendorBatch batch) {
    Set<UUID> ended = new HashSet<>();
    for (BatchLine line : lines.of(batch.id(), State.WAITING, State.SENT)) {
      if (line.state() == State.WAITING) {
        settlement.release(line, "its batch was never sent");
      } else {
        settlement.missing(line, "its batch ended without it");
      }
      ended.add(line.question().analysisId());
    }
    tell(ended);
    return !lines.of(batch.id(), State.MISSING).isEmpty();
  }

  /** The vendor will never do any of its lines. */
  VendorBatch failed(VendorBatch batch, String why) {
    Set<UUID> ended = new HashSet<>();
    for (BatchLine line : lines.of(batch.id(), State.WAITING, State.SENT)) {
      settlement.release(line, why);
      ended.add(line.question().analysisId());
    }
    tell(ended);
    return batches.ended(batch, null, null);
  }

  private void withdraw(BatchLine line, String why, Set<UUID> back) {
    settlement.withdraw(line, why);
    back.add(line.question().analysisId());
  }

  private void tell(Set<UUID> analyses) {
    if (!analyses.isEmpty()) {
      events.publishEvent(new BatchAnswered(Set.copyOf(analyses)));
    }
  }

  private VendorBatch inOneTransaction(java.util.function.Supplier<VendorBatch> step) {
    return Optional.ofNullable(transactions.execute(status -> step.get()))
        .orElseThrow(() -> new IllegalStateException("A batch's step came to nothing"));
  }
}
