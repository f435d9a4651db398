package hub.settings;

import hub.jobs.JobQueue;
import hub.llm.Answer;
import hub.llm.ModelSetup;
import hub.llm.ModelState;
import hub.llm.ModelUnavailable;
import hub.llm.PriceEntry;
import hub.llm.RequestRefused;
import hub.llm.Trials;
import hub.vendors.EntryRefused;
import hub.vendors.MasterKeyTrouble;
import hub.web.CurrentUser;
import java.math.BigDecimal;
import java.util.UUID;
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

/** Sets the model up in five steps: address, key, model and price, a trial, live. */
@Controller
@RequestMapping("/settings/model")
class ModelController {
  private static final PriceEntry NO_PRICE = new PriceEntry(false, "", "", "", "", "");

  private final ModelSetup setup;
  private final Trials trials;
  private final JobQueue queue;

  ModelController(ModelSetup setup, Trials trials, JobQueue queue) {
    this.setup = setup;
    this.trials = trials;
    this.queue = queue;
  }

  @GetMapping
  String page(CurrentUser user, Model model) {
    show(user, model, Trouble.none(), null, null, NO_PRICE);
    return "settings/model";
  }

  @PostMapping("/address")
  ModelAndView address(
      CurrentUser user, @RequestParam(defaultValue = "") String address, Model model) {
    try {
      setup.address(address, user.id());
      return to("step-2");
    } catch (EntryRefused refused) {
      return again(user, model, Trouble.of(refused), address, null, NO_PRICE);
    }
  }

  /** What was typed as the key is never shown again, right or wrong. */
  @PostMapping("/key")
  ModelAndView key(
      CurrentUser user,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "false") boolean keyless,
      Model model) {
    try {
      setup.key(key, keyless, user.id());
      return to("step-3");
    } catch (EntryRefused refused) {
      return again(user, model, Trouble.of(refused), null, null, NO_PRICE);
    } catch (MasterKeyTrouble trouble) {
      String sentence = trouble.getMessage() + ". The key was not stored.";
      return again(user, model, new Trouble("key", sentence), null, null, NO_PRICE);
    }
  }

  @PostMapping("/model")
  ModelAndView model(
      CurrentUser user,
      @RequestParam(name = "model", defaultValue = "") String name,
      @RequestParam(defaultValue = "false") boolean free,
      @RequestParam(defaultValue = "") String input,
      @RequestParam(defaultValue = "") String cached,
      @RequestParam(defaultValue = "") String output,
      @RequestParam(defaultValue = "") String context,
      @RequestParam(defaultValue = "") String longest,
      Model model) {
    PriceEntry price = new PriceEntry(free, input, cached, output, context, longest);
    try {
      setup.model(name, price, user.id());
      return to("step-4");
    } catch (EntryRefused refused) {
      return again(user, model, Trouble.of(refused), null, name, price);
    }
  }

  /** Pays for one call, at most what the button said. */
  @PostMapping("/trial")
  ModelAndView trial(CurrentUser user, @RequestParam BigDecimal most, RedirectAttributes after) {
    after.addFlashAttribute("tried", tried(user, most));
    return to("step-4");
  }

  private Tried tried(CurrentUser user, BigDecimal most) {
    try {
      return tried(trials.ask(user.workspaceId(), user.id(), most));
    } catch (ModelUnavailable away) {
      return new Tried(false, "The model can’t be asked.", away.getMessage() + ".");
    } catch (RequestRefused refused) {
      return new Tried(
          false,
          "The server refused the request.",
          refused.getMessage() + ". Does the model answer by a JSON schema? Another one may.");
    }
  }

  private static Tried tried(Answer answer) {
    return switch (answer) {
      case Answer.Answered good ->
          new Tried(true, "The model answered.", "Key, address, model and price work together.");
      case Answer.DoesNotFit dear ->
          new Tried(
              false,
              "Nothing was sent.",
              "It could cost $%s now, more than was shown. Look and ask again."
                  .formatted(dear.needed().toPlainString()));
      case Answer.TooLarge large -> new Tried(false, "Nothing was answered.", large.why() + ".");
      case Answer.Refused no ->
          new Tried(
              false, "The model refused to answer.", "Key and address work; try another model.");
      case Answer.Truncated cut ->
          new Tried(
              false,
              "The answer was cut off.",
              "Key and address work, but the model wrote more than a trial allows; try another.");
      case Answer.Malformed bad ->
          new Tried(
              false,
              "The answer was not in the form asked for.",
              "Key and address work, but the model must answer by a JSON schema: " + bad.why());
    };
  }

  @PostMapping("/live")
  ModelAndView live(CurrentUser user, Model model) {
    try {
      setup.goLive();
      return to("step-5");
    } catch (EntryRefused refused) {
      return again(user, model, Trouble.of(refused), null, null, NO_PRICE);
    }
  }

  @PostMapping("/sandbox")
  ModelAndView sandbox(CurrentUser user, Model model) {
    try {
      setup.backToSandbox(user.id());
      return to("step-1");
    } catch (EntryRefused refused) {
      return again(user, model, Trouble.of(refused), null, null, NO_PRICE);
    }
  }

  @PostMapping("/resume")
  ModelAndView resume(CurrentUser user, @RequestParam UUID attempt) {
    setup.resume(attempt, user.id());
    return to("step-4");
  }

  /** Back to the page; work that waited for what was entered looks again at once. */
  private ModelAndView to(String step) {
    queue.wakeParked();
    return new ModelAndView("redirect:/settings/model#" + step);
  }

  private ModelAndView again(
      CurrentUser user,
      Model model,
      Trouble trouble,
      @Nullable String address,
      @Nullable String name,
      PriceEntry price) {
    show(user, model, trouble, address, name, price);
    return new ModelAndView("settings/model", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private void show(
      CurrentUser user,
      Model model,
      Trouble trouble,
      @Nullable String address,
      @Nullable String name,
      PriceEntry price) {
    ModelState state = setup.state();
    model.addAttribute(
        "setup",
        new ModelPage(
            state,
            address != null ? address : or(state.address(), setup.usualAddress()),
            name != null ? name : or(state.model(), setup.usualModel()),
            price,
            trouble,
            worst(user, state),
            trials.last().orElse(null),
            setup.stopped()));
  }

  private static String or(String known, String usual) {
    return known.isEmpty() ? usual : known;
  }

  private @Nullable BigDecimal worst(CurrentUser user, ModelState state) {
    try {
      return state.isComplete() ? trials.worstCase(user.workspaceId()) : null;
    } catch (ModelUnavailable missing) {
      return null;
    }
  }
}
