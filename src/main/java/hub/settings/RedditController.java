package hub.settings;

import hub.jobs.JobQueue;
import hub.reddit.RedditAccess;
import hub.reddit.RedditCheck;
import hub.reddit.RedditSetup;
import hub.reddit.RedditState;
import hub.vendors.EntryRefused;
import hub.vendors.MasterKeyTrouble;
import hub.web.CurrentUser;
import hub.web.Finding;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sets Reddit up: the approved apps with their approval's reference, a log-in, live. */
@Controller
@RequestMapping("/settings/reddit")
class RedditController {
  private final RedditSetup setup;
  private final RedditCheck check;
  private final JobQueue queue;

  RedditController(RedditSetup setup, RedditCheck check, JobQueue queue) {
    this.setup = setup;
    this.check = check;
    this.queue = queue;
  }

  @GetMapping
  String page(Model model) {
    show(model, Trouble.none(), null);
    return "settings/reddit";
  }

  /** The secret that was typed is never shown again, right or wrong. */
  @PostMapping("/app")
  ModelAndView app(
      CurrentUser user,
      @RequestParam(defaultValue = "") String clientId,
      @RequestParam(defaultValue = "") String secret,
      @RequestParam(defaultValue = "") String account,
      @RequestParam(defaultValue = "") String approval,
      Model model) {
    RedditSetup.Entry entry = new RedditSetup.Entry(clientId, secret, account, approval);
    try {
      setup.save(entry, user.id());
      return to("step-2");
    } catch (EntryRefused refused) {
      return again(model, Trouble.of(refused), entry);
    } catch (MasterKeyTrouble trouble) {
      String sentence = trouble.getMessage() + ". The secret was not stored.";
      return again(model, new Trouble("secret", sentence), entry);
    }
  }

  /** Logs the app in, which costs nothing; only what works goes live. */
  @PostMapping("/live")
  ModelAndView live(RedirectAttributes after, Model model) throws InterruptedException {
    try {
      String missing = setup.state().trouble();
      if (missing != null) {
        throw new EntryRefused("environment", missing + ".");
      }
      Finding found = check.logIn();
      boolean known = found.result() != Finding.Result.BROKEN;
      if (known) {
        setup.goLive();
      }
      after.addFlashAttribute("tried", tried(known, found));
      return to("step-2");
    } catch (EntryRefused refused) {
      return again(model, Trouble.of(refused), null);
    }
  }

  private static Tried tried(boolean known, Finding found) {
    return known
        ? new Tried(true, "Reddit knows the app.", "New analyses read the real Reddit.")
        : new Tried(false, "Reddit is not live.", found.seen() + " " + found.remedy());
  }

  /** Only what logs in is kept: an app that Reddit does not know would answer nothing. */
  @PostMapping("/apps")
  ModelAndView add(
      CurrentUser user,
      @RequestParam(defaultValue = "") String furtherId,
      @RequestParam(defaultValue = "") String furtherSecret,
      RedirectAttributes after,
      Model model)
      throws InterruptedException {
    try {
      RedditAccess.App app = setup.further(furtherId, furtherSecret);
      Finding found = check.logIn(app);
      boolean known = found.result() != Finding.Result.BROKEN;
      if (known) {
        setup.add(app, user.id());
      }
      after.addFlashAttribute("triedApp", triedApp(furtherId, known, found));
      return to("apps");
    } catch (EntryRefused refused) {
      return again(model, Trouble.of(refused), null);
    } catch (MasterKeyTrouble trouble) {
      String sentence = trouble.getMessage() + ". The secret was not stored.";
      return again(model, new Trouble("furtherSecret", sentence), null);
    }
  }

  /** Logs one app in, which costs nothing. */
  @PostMapping("/apps/check")
  ModelAndView tryApp(@RequestParam String clientId, RedirectAttributes after)
      throws InterruptedException {
    check
        .logIn(clientId)
        .ifPresent(
            found -> {
              boolean known = found.result() != Finding.Result.BROKEN;
              after.addFlashAttribute("triedApp", triedApp(clientId, known, found));
            });
    return to("apps");
  }

  @PostMapping("/apps/remove")
  ModelAndView remove(CurrentUser user, @RequestParam String clientId, Model model) {
    try {
      setup.remove(clientId, user.id());
      return to("apps");
    } catch (EntryRefused refused) {
      return again(model, Trouble.of(refused), null);
    }
  }

  private static Tried triedApp(String clientId, boolean known, Finding found) {
    return known
        ? new Tried(true, "Reddit knows the app " + clientId + ".", "Its allowance is used.")
        : new Tried(
            false, "The app " + clientId + " can’t be used.", found.seen() + " " + found.remedy());
  }

  @PostMapping("/resume")
  ModelAndView resume() {
    setup.resume();
    return to("step-2");
  }

  @PostMapping("/sandbox")
  ModelAndView sandbox(CurrentUser user, Model model) {
    try {
      setup.backToSandbox(user.id());
      return to("step-1");
    } catch (EntryRefused refused) {
      return again(model, Trouble.of(refused), null);
    }
  }

  /** Back to the page; work that waited for what was entered looks again at once. */
  private ModelAndView to(String step) {
    queue.wakeParked();
    return new ModelAndView("redirect:/settings/reddit#" + step);
  }

  private ModelAndView again(Model model, Trouble trouble, RedditSetup.@Nullable Entry typed) {
    show(model, trouble, typed);
    return new ModelAndView("settings/reddit", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private void show(Model model, Trouble trouble, RedditSetup.@Nullable Entry typed) {
    RedditState state = setup.state();
    model.addAttribute(
        "setup",
        typed == null
            ? new RedditPage(
                state,
                state.clientId(),
                state.account(),
                state.approval(),
                setup.tokenAddress(),
                trouble)
            : new RedditPage(
                state,
                typed.clientId(),
                typed.account(),
                typed.approval(),
                setup.tokenAddress(),
                trouble));
  }
}
