package hub.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.chat.completions.ChatCompletion;
import hub.budget.Tokens;
import hub.llm.BatchLine.State;
import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends the lines of a batch one by one, each with its own hold, by what the vendor says of that
 * line alone: neither the batch's status nor its counts are believed. Reading the same line twice
 * changes nothing.
 */
@Component
class BatchSettlement {
  private static final Logger LOG = LoggerFactory.getLogger(BatchSettlement.class);
  private static final int OK = 200;

  /** The vendor did not begin these, and bills nothing for them. */
  private static final Set<String> NOT_BEGUN = Set.of("batch_expired", "batch_cancelled");

  private final CallRecord record;
  private final BatchLines lines;
  private final Prices prices;
  private final ModelAccess access;

  BatchSettlement(CallRecord record, BatchLines lines, Prices prices, ModelAccess access) {
    this.record = record;
    this.lines = lines;
    this.prices = prices;
    this.access = access;
  }

  /** Ends the line that this result names; the analyses of those that ended are added. */
  void settle(UUID batchId, JsonNode result, Set<UUID> ended) {
    BatchLine line = line(batchId, result);
    if (line == null || !line.isUnsettled()) {
      return;
    }
    JsonNode response = result.path("response");
    int status = response.path("status_code").asInt();
    String code = result.at("/error/code").asText("");
    if (status == OK) {
      answered(line, response.path("body"));
    } else if (NOT_BEGUN.contains(code)) {
      release(line, "its batch ended before its turn");
    } else if (status >= 400 && status < 500) {
      release(line, "OpenAI answered " + status + " in a batch");
    } else {
      missing(line, "OpenAI answered " + status + " in a batch");
    }
    ended.add(line.question().analysisId());
  }

  /**
   * Null if the line is none of this batch: ids come from code, what the vendor adds is dropped.
   */
  private @Nullable BatchLine line(UUID batchId, JsonNode result) {
    String id = result.path("custom_id").asText("");
    try {
      return lines.find(batchId, UUID.fromString(id)).orElse(null);
    } catch (IllegalArgumentException noId) {
      LOG.warn("Batch {} came back with a line that is none of ours", batchId);
      return null;
    }
  }

  private void answered(BatchLine line, JsonNode body) {
    PaidCall call = call(line);
    try {
      ChatCompletion completion =
          ObjectMappers.jsonMapper().treeToValue(body, ChatCompletion.class);
      Reading reading = Reading.of(completion, line.question().prompt().schema());
      Tokens tokens = ReportedUsage.of(line.model(), completion);
      record.together(
          line.question(),
          () -> {
            BigDecimal charge = record.settled(call, tokens, reading);
            lines.answered(line.attemptId(), charge);
          });
    } catch (JsonProcessingException | OpenAIInvalidDataException unreadable) {
      missing(line, "an answer in a batch that can't be read");
    } catch (UnclearUsage unclear) {
      unclear(line, call, String.valueOf(unclear.getMessage()));
    }
  }

  /** As for a call that is made directly, but a line already in doubt stays there. */
  private void unclear(BatchLine line, PaidCall call, String why) {
    if (line.state() == State.SENT) {
      record.together(
          line.question(),
          () -> {
            record.unclear(call, why);
            lines.ended(line.attemptId(), State.MISSING);
          });
    }
  }

  /** Surely not billed: its hold is given back, and its job asks directly. */
  void release(BatchLine line, String why) {
    record.together(
        line.question(),
        () -> {
          record.released(call(line), why);
          lines.ended(line.attemptId(), State.FAILED);
        });
  }

  /** It may have been billed: its hold stays for a day, and its job asks directly. */
  void missing(BatchLine line, String why) {
    if (line.state() == State.SENT) {
      record.together(
          line.question(),
          () -> {
            record.doubted(call(line), why);
            lines.ended(line.attemptId(), State.MISSING);
          });
    }
  }

  /** It never left and will not as it is: its job, if it still runs, asks anew. */
  void withdraw(BatchLine line, String why) {
    record.together(
        line.question(),
        () -> {
          record.released(call(line), why);
          lines.withdrawn(line.attemptId());
        });
  }

  /** From here on the vendor may have it. */
  void sent(BatchLine line) {
    record.sent(call(line));
    lines.sent(line.attemptId());
  }

  private PaidCall call(BatchLine line) {
    ModelPrice price =
        prices
            .of(line.priceVersion(), line.model())
            .orElseThrow(
                () -> new IllegalStateException("Prices are never deleted: " + line.model()));
    return new PaidCall(
        line.attemptId(),
        line.question(),
        access.of(line.question().mode()),
        price.batched(),
        line.key(),
        line.hold());
  }
}
