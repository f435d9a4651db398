package hub.operations;

import hub.jobs.DeadLetter;
import hub.jobs.DeadLetters;
import hub.jobs.Lane;
import hub.jobs.Lanes;
import hub.jobs.QueueReader;
import hub.outages.Breakers;
import hub.reddit.Allowances;
import hub.web.CurrentUser;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the hub does now, and what people do about jobs that were given up. */
@Controller
@RequestMapping("/operations")
class OperationsController {
  private static final int SHOWN = 100;
  private static final int LONGEST_REASON = 500;

  private final QueueReader queue;
  private final DeadLetters letters;
  private final Lanes lanes;
  private final Breakers breakers;
  private final Allowances allowances;
  private final Clock clock;

  OperationsController(
      QueueReader queue,
      DeadLetters letters,
      Lanes lanes,
      Breakers breakers,
      Allowances allowances,
      Clock clock) {
    this.breakers = breakers;
    this.allowances = allowances;
    this.queue = queue;
    this.letters = letters;
    this.lanes = lanes;
    this.clock = clock;
  }

  @GetMapping
  String page(Model model) {
    now(model);
    model.addAttribute("letters", letters.open(SHOWN));
    return "operations/page";
  }

  /** What changes by itself; asked for every few seconds. */
  @GetMapping("/now")
  String now(Model model) {
    model.addAttribute("place", "operations");
    model.addAttribute(
        "now",
        new OperationsView(
            queue.look(), breakers.all(), allowances.all(), letters.count(), clock.instant()));
    return "operations/page :: now";
  }

  @GetMapping("/dead/{id}")
  String letter(@PathVariable UUID id, Model model) {
    DeadLetter letter = find(id);
    model.addAttribute("place", "operations");
    model.addAttribute("letter", letter);
    model.addAttribute("history", letters.history(letter));
    return "operations/letter";
  }

  private DeadLetter find(UUID id) {
    return letters.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  @PostMapping("/dead/{id}/retry")
  String retry(CurrentUser user, @PathVariable UUID id, RedirectAttributes after) {
    find(id);
    String trouble = letters.retry(id, user.id());
    if (trouble.isEmpty()) {
      after.addFlashAttribute("said", "The job waits for a worker again, from its first attempt.");
      return "redirect:/operations";
    }
    after.addFlashAttribute("trouble", trouble);
    return "redirect:/operations/dead/" + id;
  }

  @PostMapping("/dead/retry")
  String retryAll(CurrentUser user, RedirectAttributes after) {
    int tried = letters.retryAll(user.id());
    int left = letters.count();
    after.addFlashAttribute(
        "said",
        left == 0
            ? "%d tried again.".formatted(tried)
            : "%d tried again. %d can’t be; each says why when it is tried alone."
                .formatted(tried, left));
    return "redirect:/operations";
  }

  @PostMapping("/dead/{id}/discard")
  String discard(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes after) {
    find(id);
    if (reason.isBlank()) {
      after.addFlashAttribute("noReason", "Say why, for those who come later.");
      return "redirect:/operations/dead/" + id;
    }
    letters.discard(id, user.id(), shortened(reason));
    after.addFlashAttribute("said", "The job is discarded. Its reason and your name are kept.");
    return "redirect:/operations";
  }

  /** Asks why, and says what a pause does. */
  @GetMapping("/lanes/{lane}/pause")
  String pause(@PathVariable String lane, Model model) {
    model.addAttribute("place", "operations");
    model.addAttribute("lane", lane(lane));
    return "operations/pause";
  }

  @PostMapping("/lanes/{lane}/pause")
  String pause(
      CurrentUser user,
      @PathVariable String lane,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes after) {
    Lane paused = lane(lane);
    if (reason.isBlank()) {
      after.addFlashAttribute("noReason", "Say why, for those who come later.");
      return "redirect:/operations/lanes/" + paused.word() + "/pause";
    }
    lanes.pause(paused, user.id(), shortened(reason));
    return "redirect:/operations";
  }

  @PostMapping("/lanes/{lane}/resume")
  String resume(CurrentUser user, @PathVariable String lane) {
    lanes.resume(lane(lane), user.id());
    return "redirect:/operations";
  }

  private static Lane lane(String word) {
    for (Lane lane : Lane.values()) {
      if (lane.word().equals(word.toLowerCase(Locale.ROOT))) {
        return lane;
      }
    }
    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  private static String shortened(String reason) {
    String stripped = reason.strip();
    return stripped.substring(0, Math.min(LONGEST_REASON, stripped.length()));
  }
}
