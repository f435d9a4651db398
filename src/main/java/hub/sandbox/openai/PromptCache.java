package hub.sandbox.openai;

import hub.sandbox.openai.judge.Luck;
import hub.sandbox.openai.judge.Memory;
import java.util.Map;

/**
 * Knows the prompts' beginnings that were seen before, in steps of 128 tokens from 1,024 on, as
 * OpenAI caches them. Now and then, by the seed, a known beginning is not found.
 */
final class PromptCache {
  private static final int LEAST = 1_024;
  private static final int STEP = 128;
  private static final int KEPT = 50_000;

  private final Luck luck;
  private final double hits;
  private final Map<Long, Boolean> seen = Memory.of(KEPT);

  PromptCache(Luck luck, double hits) {
    this.luck = luck;
    this.hits = hits;
  }

  /** How many of these tokens come from the cache; from now on all of them are known. */
  int cached(int[] prompt, String request) {
    int known = 0;
    long hash = 1_469_598_103_934_665_603L;
    for (int i = 0; i < prompt.length; i++) {
      hash = (hash ^ prompt[i]) * 1_099_511_628_211L;
      int length = i + 1;
      boolean isStep = length >= LEAST && length % STEP == 0;
      if (isStep
          && seen.put(hash, true) != null
          && known == (length == LEAST ? 0 : length - STEP)) {
        known = length;
      }
    }
    return luck.strikes(hits, "cache", request) ? known : 0;
  }
}
