package hub.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one batch on as far as it goes now: {@link #next} says what to ask the vendor, {@link
 * #read} takes the answer, until {@link #goesOn} says no. Belongs to one thread.
 *
 * <p>Before its file leaves, and before it is asked for, that is written down. A walk that finds it
 * written, with no answer, looks whether the vendor has it; only when the vendor had time enough to
 * list it and does not, it is sent again. So whatever dies in between, no batch is made twice.
 */
public final class BatchWalk {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWalk.class);
  private static final Set<String> ENDS = Set.of("completed", "expired", "cancelled");
  private static final Set<String> CAN_BE_CANCELLED = Set.of("validating", "in_progress");
  private static final int LISTED = 100;

  /**
   * The vendor promises 24 h; the questions of a batch that has not ended then are asked directly.
   */
  private static final Duration PATIENCE = Duration.ofHours(26);

  /**
   * For a vendor that only fails: it may be through, and what is asked directly then is paid twice.
   * After this its results have expired.
   */
  private static final Duration SILENCE = Duration.ofDays(3);

  private static final Duration LATE_AGAIN = Duration.ofHours(1);

  private record Step(BatchRequest request, Consumer<BatchReply> take) {}

  private final BatchDesk desk;
  private VendorBatch batch;
  private @Nullable Instant rests;
  private @Nullable Step step;
  private boolean looked;
  private boolean outputRead;
  private boolean errorsRead;
  private boolean mayComeLate;

  BatchWalk(BatchDesk desk, VendorBatch batch) {
    this.desk = desk;
    this.batch = batch;
  }

  /** Whether there is something to ask the vendor now. */
  public boolean goesOn() {
    while (rests == null && step == null && batch.state() != VendorBatch.State.CLOSED) {
      decide();
    }
    return step != null;
  }

  /** What to ask. */
  public BatchRequest next() {
    return Objects.requireNonNull(step, "the walk does not go on").request();
  }

  /** Takes the answer. */
  public void read(BatchReply reply) {
    Step asked = Objects.requireNonNull(step, "nothing was asked");
    step = null;
    asked.take().accept(reply);
  }

  VendorBatch batch() {
    return batch;
  }

  /** When the batch is to be looked at again. */
  Instant restsUntil() {
    return rests == null ? desk.now() : rests;
  }

  private void decide() {
    if (!desk.isReachable(batch)) {
      waitForItsAddress();
      return;
    }
    switch (batch.state()) {
      case MADE -> bringFile();
      case UPLOADED -> makeBatch();
      case RUNNING -> look();
      case ENDED -> readFiles();
      case CLOSED -> throw new IllegalStateException("A closed batch goes on: " + batch.id());
    }
  }

  /** A key goes to the address alone for which the batch was made. */
  private void waitForItsAddress() {
    if (batch.uploadAsked() == null) {
      fail("its model is asked elsewhere now");
      batch = desk.batches().closed(batch);
    } else if (hasTaken(PATIENCE.plus(desk.settings().lateFor()))) {
      desk.leftOut(batch);
      batch = desk.batches().closed(batch);
    } else {
      rest();
    }
  }

  private void bringFile() {
    Instant asked = batch.uploadAsked();
    if (asked != null) {
      ask(
          "GET",
          "/files",
          "purpose=batch&order=desc&limit=" + LISTED,
          reply -> findFile(reply, asked));
      return;
    }
    List<BatchLines.Body> bodies = desk.toSend(batch);
    if (bodies.isEmpty()) {
      batch = desk.batches().closed(batch);
      return;
    }
    batch = desk.batches().uploadAsked(batch, true);
    ask(
        "POST",
        "/files",
        BatchFile.contentType(),
        BatchFile.form(batch.id(), bodies),
        this::uploaded);
  }

  private void findFile(BatchReply reply, Instant asked) {
    Optional<String> found =
        reply.isGood()
            ? find(reply, file -> file.path("filename").asText().equals(BatchFile.name(batch.id())))
            : Optional.empty();
    if (found.isPresent()) {
      hasFile(found.get());
    } else if (reply.isRefused()) {
      fail("OpenAI's batches can't be used: it answered " + reply.status());
    } else if (!reply.isGood() || isTooSoon(asked)) {
      rest();
    } else {
      batch = desk.batches().uploadAsked(batch, false);
    }
  }

  private void uploaded(BatchReply reply) {
    String file = reply.json().path("id").asText("");
    if (reply.isGood() && !file.isEmpty()) {
      hasFile(file);
    } else if (reply.isRefused()) {
      fail("OpenAI refused the batch's file: it answered " + reply.status());
    } else {
      rest();
    }
  }

  private void hasFile(String file) {
    batch = desk.uploaded(batch, file);
  }

  private void makeBatch() {
    Instant asked = batch.createAsked();
    if (asked != null) {
      findBatch("", asked);
      return;
    }
    create();
  }

  /** Single lines can't be taken out of a file that the vendor has. */
  private void create() {
    if (desk.isUnwanted(batch)) {
      LOG.info("Nobody waits for batch {} any more; it is not sent", batch.id());
      end(BatchDesk.UNWANTED);
      return;
    }
    batch = desk.leaving(batch);
    String file = Objects.requireNonNull(batch.inputFile(), "uploaded without a file");
    ask("POST", "/batches", "application/json", BatchFile.order(batch.id(), file), this::created);
  }

  private void created(BatchReply reply) {
    String id = reply.json().path("id").asText("");
    if (reply.isGood() && !id.isEmpty()) {
      batch = desk.batches().running(batch, id);
      rest();
    } else if (reply.isRefused()) {
      fail("OpenAI refused the batch: it answered " + reply.status());
    } else {
      rest();
    }
  }

  /** The newest come first, so those from before it was asked for need not be looked through. */
  private void findBatch(String after, Instant asked) {
    String query = "limit=" + LISTED + (after.isEmpty() ? "" : "&after=" + after);
    ask("GET", "/batches", query, reply -> findBatch(reply, asked));
  }

  private void findBatch(BatchReply reply, Instant asked) {
    if (!reply.isGood()) {
      rest();
      return;
    }
    JsonNode page = reply.json();
    Optional<String> found =
        find(
            reply,
            one ->
                one.path("metadata")
                    .path(BatchFile.OUR_ID)
                    .asText("")
                    .equals(batch.id().toString()));
    JsonNode last = page.path("data").path(page.path("data").size() - 1);
    if (found.isPresent()) {
      batch = desk.batches().running(batch, found.get());
    } else if (page.path("has_more").asBoolean()
        && Instant.ofEpochSecond(last.path("created_at").asLong()).isAfter(batch.madeAt())) {
      findBatch(last.path("id").asText(), asked);
    } else if (isTooSoon(asked)) {
      rest();
    } else if (desk.now().isAfter(batch.madeAt().plus(PATIENCE))) {
      fail("OpenAI could not make it in time");
    } else {
      create();
    }
  }

  private void look() {
    ask("GET", "/batches/" + batch.vendorId(), "", this::looked);
  }

  private void looked(BatchReply reply) {
    String status = reply.json().path("status").asText("");
    if (reply.isGone()) {
      LOG.warn("OpenAI knows batch {} no longer; its questions are asked directly", batch.id());
      batch = desk.batches().ended(batch, null, null);
      looked = true;
    } else if (reply.isGood() && status.equals("failed")) {
      fail("OpenAI could not read the batch");
    } else if (reply.isGood() && ENDS.contains(status)) {
      batch =
          desk.batches().ended(batch, file(reply, "output_file_id"), file(reply, "error_file_id"));
      looked = true;
    } else if (reply.isGood() && !status.isEmpty()) {
      unfinished(status);
    } else {
      rest();
    }
  }

  private void unfinished(String status) {
    if (hasTaken(PATIENCE)) {
      desk.leftOut(batch);
    }
    if (CAN_BE_CANCELLED.contains(status) && desk.isUnwanted(batch)) {
      LOG.info("Nobody waits for batch {} any more; OpenAI is asked to cancel it", batch.id());
      ask("POST", "/batches/" + batch.vendorId() + "/cancel", "", cancelling -> rest());
    } else {
      rest();
    }
  }

  private static @Nullable String file(BatchReply reply, String field) {
    String name = reply.json().path(field).asText("");
    return name.isEmpty() || name.equals("null") ? null : name;
  }

  /** A batch may say more about lines that it left out, so it is looked at anew each time. */
  private void readFiles() {
    if (!looked && batch.vendorId() != null) {
      look();
    } else if (!outputRead && batch.outputFile() != null) {
      readFile(batch.outputFile(), () -> outputRead = true);
    } else if (!errorsRead && batch.errorFile() != null) {
      readFile(batch.errorFile(), () -> errorsRead = true);
    } else {
      mayComeLate = desk.leftOut(batch);
      deleteFiles();
    }
  }

  private void readFile(String file, Runnable done) {
    ask(
        "GET",
        "/files/" + file + "/content",
        "",
        reply -> {
          if (reply.isGood()) {
            desk.settle(batch, reply);
            done.run();
          } else if (reply.isGone()) {
            done.run();
          } else {
            rest();
          }
        });
  }

  private boolean isOver() {
    Instant ended = batch.endedAt();
    return ended != null && !desk.now().isBefore(ended.plus(desk.settings().lateFor()));
  }

  private void deleteFiles() {
    Optional<String> file = batch.files().findFirst();
    if (file.isEmpty() && mayComeLate && !isOver()) {
      rests = desk.now().plus(LATE_AGAIN);
      return;
    }
    if (file.isEmpty()) {
      batch = desk.batches().closed(batch);
      return;
    }
    ask(
        "DELETE",
        "/files/" + file.get(),
        "",
        reply -> {
          if (reply.isGood() || reply.isGone()) {
            batch = desk.batches().deleted(batch, file.get());
          } else {
            rest();
          }
        });
  }

  /** None of its lines was begun, or ever will be. */
  private void fail(String why) {
    LOG.warn("Batch {}: {}; its questions are asked directly", batch.id(), why);
    end(why);
  }

  private void end(String why) {
    batch = desk.failed(batch, why);
    looked = true;
  }

  private boolean isTooSoon(Instant asked) {
    return desk.now().isBefore(asked.plus(desk.settings().askAgainAfter()));
  }

  /** Whether it took longer, since it was asked for; one that was not, since it was made. */
  private boolean hasTaken(Duration patience) {
    Instant asked = batch.createAsked();
    return desk.now().isAfter((asked == null ? batch.madeAt() : asked).plus(patience));
  }

  /** The vendor is not through, or did not answer. */
  private void rest() {
    if (isUnsent() && hasTaken(PATIENCE)) {
      fail("it could not be sent in time");
      return;
    }
    rests = desk.now().plus(desk.settings().lookEvery());
    if (hasTaken(SILENCE)) {
      desk.leftOut(batch);
    }
  }

  private boolean isUnsent() {
    return batch.createAsked() == null && batch.state() != VendorBatch.State.ENDED;
  }

  private static Optional<String> find(BatchReply list, Predicate<JsonNode> which) {
    for (JsonNode one : list.json().path("data")) {
      if (which.test(one)) {
        return Optional.of(one.path("id").asText());
      }
    }
    return Optional.empty();
  }

  private void ask(String method, String path, String query, Consumer<BatchReply> take) {
    step = new Step(desk.request(batch, method, path, query, "", new byte[0]), take);
  }

  private void ask(
      String method, String path, String contentType, byte[] body, Consumer<BatchReply> take) {
    step = new Step(desk.request(batch, method, path, "", contentType, body), take);
  }
}
