package hub.sandbox.openai.judge;

import java.util.Map;
import java.util.regex.Pattern;

/** Words that say something about a text whatever it is about. */
enum Cue {
  /** Talks to the model instead of to people. */
  INSTRUCTION(
      "\\b(ignore|disregard|forget) (all |any |the |your |my )*(previous |prior |above |earlier"
          + " |other )*(instructions?|rules|prompts?|guidelines)\\b|\\bsystem"
          + " (prompt|message|note)\\b|\\bas an ai\\b|\\byou are (now )?(chatgpt|an?"
          + " (ai|assistant|language model))\\b|\\b(mark|label|rate|score|classify|grade)"
          + " (this|all|every|everything|each|them)\\b.{0,40}\\b(as|with|posts?|items?|pain|positive|[0-4])\\b|\\b(respond|reply|answer|output)"
          + " only with\\b|\"(label|on_topic|keep|would_pay|stance)\"\\s*:|\\bnew"
          + " instructions?\\b|\\bdeveloper (mode|message)\\b"),
  /** Sells: no ordinary user says this. */
  SELLING(
      "\\b(use|with) (promo |discount )?code\\b|\\b(discount|promo|referral|coupon)"
          + " codes?\\b|\\bcode [A-Z]{3,}\\w*\\b|\\b\\d+ ?% off\\b|\\bfree"
          + " (trial|webinar|masterclass)\\b|\\b(dm|message|pm) me for\\b|\\blink in (the |my"
          + " )?(bio|comments?|profile|description)\\b|\\bjoin (the|our) waitlist\\b|\\bbeta"
          + " (testers?|users?)\\b|\\bearly access\\b|\\bsign up (at|here|now|today)\\b|\\bcheck"
          + " (it|us|me|them) out\\b|\\bproduct hunt\\b|\\b(book a demo|limited time|lifetime"
          + " deal|days free|places left|tired of"
          + " [^.?!]{3,60}\\?.{0,80}\\b(gets?|does|makes?|try))\\b|\\b(i'm|i am|we're|we are) the"
          + " (founders?|makers?|team behind)\\b|\\b(i|we) (\\w+ )?launched\\b|\\bcomment [A-Z]{4,}"
          + " and\\b|👉"),
  /** Speaks of a product of the author's own. */
  OWN_PRODUCT(
      "\\b(our|my) (new"
          + " )?(app|tool|saas|platform|product|startup|plugin|software|course|newsletter|ebook|webinar|masterclass)\\b|\\bfull"
          + " disclosure\\b|\\b(i|we|i've|we've|i have|we have) (just |finally |recently"
          + " )?(built|launched|made|created|developed|released|shipped)"
          + " (an?|our|my|the|this|[A-Z]\\w+) (\\S+"
          + " ){0,4}(app|tool|saas|platform|product|startup|plugin|software|course|service|bot|for"
          + " people)\\b"),
  /** Names a sum of money. */
  SUM(
      "[$€£]\\s?\\d|\\b\\d[\\d.,]*\\s?(k"
          + " )?(usd|eur|gbp|dollars?|euros?|pounds?|bucks|quid)\\b|\\d\\s?[€£$]|\\b(five|ten|fifteen|twenty|thirty|forty|fifty|a"
          + " hundred|hundred|two hundred) (a|per) (month|week|year)\\b"),
  /** Speaks of paying for something. */
  PAYS(
      "\\b(pay|pays|paying|paid|subscri\\w+|hired?|invest(ed)?|shelled out|forked out)\\b"
          + "|\\bcosts? (me|us)\\b|\\bspen(d|ds|t|ding) (about |around |over |almost )?[$€£\\d]"),
  /** Would pay or pays for this very thing. */
  WOULD_PAY(
      "\\b(would|'d|will|'ll) (\\w+ ){0,3}(pay|buy|subscribe|spend)\\b|\\b(happily|gladly|happy"
          + " to|willing to|ready to) (pay|spend|buy)\\b|\\b(take|have) my money\\b|\\bworth"
          + " (every|paying|the money|it at)\\b|\\b(already|currently|now) (pay|paying)\\b|\\bi"
          + " pay\\b|\\bwe pay\\b|\\bhired (a|an|someone|somebody)\\b|\\bpaid"
          + " (a|an|someone|somebody|for)\\b|\\bpaying"
          + " (a|an|someone|somebody|for|about|around)\\b"),
  /** Agrees to a price that somebody just named. */
  AGREES(
      "\\bi'd (use|take|sign)\\b|\\bsure\\b|\\byes\\b|\\bdeal\\b|\\bwould\\.|\\bin a"
          + " heartbeat\\b|^if it\\b"),
  /** Asks what things cost. */
  ASKS_PRICE(
      "\\bhow much (is|does|do|would|are)\\b|\\bwhat (does|do) (it|they|you)"
          + " (cost|charge)\\b|\\bpric(e|es|ing|ed)\\b"),
  /** Refuses to pay. */
  REFUSES(
      "\\b(won't|wouldn't|will not|would not|not going to|refuse to|never|can't|cannot|don't want"
          + " to|not) (\\w+ ){0,2}(pay|paying|spend|buy)\\b|\\bfor free\\b|\\bfree"
          + " (tool|app|option|alternative|version|one|only|software)s?\\b|\\btoo"
          + " expensive\\b|\\bnot worth (the|paying|any)\\b|\\bno budget\\b|\\bzero"
          + " budget\\b|\\bcan't afford\\b|\\bmust be free\\b|\\bnobody (would|will|is going to)"
          + " pay\\b"),
  /** Wants to replace something named. */
  ALTERNATIVE(
      "\\balternatives?"
          + " to\\b|\\balternatives?\\?|\\breplac(e|ing|ement)\\b.{0,40}\\?|\\b(switch|switching|switched|moving|moved|move|migrat\\w+)"
          + " (away )?from\\b|\\b(leaving|left|ditching|dropping|dropped|cancel(l?ing|l?ed)?)"
          + " [A-Z]\\w+|\\binstead of [A-Z]\\w+|\\buse instead\\b|\\bother than [A-Z]"),
  /** Asks whether something exists. */
  REQUEST(
      "\\bis there (a|an|any|some)\\b|\\bare there any\\b|\\b(anyone|anybody|does anyone|has"
          + " anyone|somebody) (here"
          + " )?(know|knows|use|uses|using|found|have|has|got|tried|recommend)\\b|\\blooking for"
          + " (a|an|any|some|something|software|recommendations?)\\b|\\bany"
          + " (recommendations?|suggestions?|tools?|apps?|software|tips on (a"
          + " )?tools?)\\b|\\b(recommend|suggest) (a|an|any|me|something)\\b|\\bwhat"
          + " (tool|app|software|system|program|service)s? \\b|\\bwhat (do|are)"
          + " (you|people|others|y'all|you all|you guys) (all )?us(e|ing)\\b|\\bhow (do|are|does)"
          + " (you|people|others|everyone|your \\w+|y'all|other \\w+) (all |guys |actually |else"
          + " )?(handle|handling|manage|managing|deal|dealing|track|tracking|keep|keeping|organi[sz]e|organi[sz]ing|do)\\b|\\bwish"
          + " (there (was|were)|somebody|someone|i had)\\b|\\bneed (a|an|some|something) (\\w+"
          + " ){0,2}(tool|app|way|system|software|that)\\b|\\bdoes (a|an|any) \\w+ exist\\b"),
  /** Gets by without a product. */
  WORKAROUND(
      "\\bspreadsheets?\\b|\\bexcel\\b|\\bgoogle (sheets?|docs?|calendar|forms?)\\b|\\bby"
          + " hand\\b|\\bmanual(ly)?\\b|\\bcopy(ing)?[ -]?(and["
          + " -])?past(e|ing)\\b|\\bwhiteboards?\\b|\\bon paper\\b|\\bpaper"
          + " (list|sheet|rota|calendar|binder|chart|matrix)\\b|\\bsticky"
          + " notes?\\b|\\bpost-?its?\\b|\\b(python |little |own |bash"
          + " )?scripts?\\b|\\bmacros?\\b|\\bwork-?around\\b|\\b(whatsapp|group)"
          + " (group|chat|text|thread)s?\\b|\\bnotebooks?\\b|\\bzapier\\b|\\bindex"
          + " cards?\\b|\\blaminat\\w+\\b|\\bbinders?\\b|\\bpinned to the\\b|\\bshared"
          + " (doc|calendar|sheet)\\b|\\breminders? in my (phone|calendar)\\b"),
  /** Something hurts. */
  PAIN(
      "\\bannoy\\w*|\\bfrustrat\\w*|\\b(tired|sick)"
          + " of\\b|\\bhate\\b|\\bnightmare\\b|\\bpain(ful)?\\b|\\bstruggl\\w*|\\bmess(y|ed"
          + " up)?\\b|\\bchaos\\b|\\bchaotic\\b|\\bheadaches?\\b|\\bwast(e|es|ed|ing)\\b|\\bstress\\w*|\\bkeeps?"
          + " (happening|forgetting|getting|asking|losing|changing|rejecting)\\b|\\bproblems?\\b|\\bissues?\\b|\\bforg(e|o)t\\w*|\\blost\\b|\\blosing\\b|\\boverdue\\b|\\blate\\b|\\bagain\\b|\\bchas(e|ing)\\b|\\bunpaid\\b|\\bdouble[-"
          + " ]book\\w*|\\bmistakes?\\b|\\bwrong\\b|\\bmissed\\b|\\bnobody"
          + " (knows|knew|remembers)\\b|\\bno idea\\b|\\bimpossible\\b|\\bcan't"
          + " keep\\b|\\bargu(e|ing|ment)s?\\b|\\bunfair\\b|\\breject(s|ed|ing)?\\b|\\bburn(ed|t)?"
          + " ?out\\b|\\bdread\\b|\\bstuck\\b|\\bguess(ing|work)?\\b|\\boutdated\\b"),
  /** Something hurts again and again, or costs what can be named. */
  STRONG_PAIN(
      "\\b(\\d+|an?|one|two|three|four|five|six|ten|several|many|half an?|whole) (\\w+"
          + " )?(hours?|days?|evenings?|weeks?|weekends?|afternoons?|nights?)\\b|\\bevery (single"
          + " )?(week|month|day|night|shift|friday|monday|sunday|morning|evening|service|time|quarter|other)\\b|\\b(each|per)"
          + " (week|month|shift|service)\\b|\\b(weekly|daily)\\b|\\blost"
          + " (a|the|two|three|my|our|an|one) (\\w+"
          + " )?(client|customer|job|contract|regular|guest|tech|nurse|money|invoice)s?\\b|\\bcosts?"
          + " (me|us)\\b|\\bnearly quit\\b|\\bquit(ting)? over\\b|\\blos(t|ing) sleep\\b"),
  /** Something did serious harm. */
  SEVERE_PAIN(
      "\\bhospital\\w*|\\bambulance\\b|\\banaphyla\\w*|\\bepi-?pen\\b|\\blawsuit\\b|\\bsued\\b|\\bfined?\\b.{0,20}[$€£\\d]|\\bcouldn't"
          + " (pay|make) (my |the )?rent\\b|\\b(lost|owed?|owes|written off|wrote"
          + " off)\\b.{0,30}([$€£]\\s?\\d|\\d\\s?[€£$])|\\bhad to close\\b|\\b(two|three|four|\\d+)"
          + " (people|techs|nurses|vets|staff|cooks) (have )?(quit|left)\\b|\\bquit over\\b"),
  /** Already answered well. */
  CONTENT(
      "\\bworks? (great|fine|perfectly|well|like a charm|flawlessly)\\b|\\b(solved|solves)"
          + " (it|this|that|the)\\b|\\bjust use [A-Z]|\\bdoes (exactly|all of|all)"
          + " (this|that)\\b|\\bhappy with\\b|\\bplenty of"
          + " (tools|apps|options|software)\\b|\\bthere are (already"
          + " )?(tons|dozens|lots|plenty|many|a million)\\b|\\bproblem solved\\b|\\bsolved"
          + " problem\\b|\\balready (does|do|exists?|solved)\\b|\\bno complaints\\b|\\bnever looked"
          + " back\\b"),
  /** Begins with a product to be built. */
  IDEA_FIRST(
      "\\b(i'm|i am|we're|we are)? ?(thinking of|thinking about|planning on|considering)"
          + " (building|making|creating|launching)\\b|\\bwould (you|anyone|people) (actually"
          + " )?(use|pay for|buy) (an?|this|such)\\b|\\bvalidat(e|ing)"
          + " (my|an|this|our)\\b|\\b(app|startup|business|saas) idea\\b|\\bidea for"
          + " (an?|the)\\b|\\bwhat if there was an app\\b|\\bblockchain\\b|\\bnfts?\\b|\\bai[-"
          + " ]powered\\b"),
  /** Anger about one thing that is over. */
  VENT(
      "\\brant\\b|\\bnever again\\b|\\bvent(ing)?\\b|\\bworst"
          + " (company|client|boss|agency|manager|shift|customer) (ever|i)\\b|\\bjust"
          + " (had|needed|need) to (get|say|vent|share)\\b|\\bthis one"
          + " (guy|client|person|customer|agency)\\b|\\bname and shame\\b|\\bend of rant\\b"),
  /** Depends on one company's platform. */
  PLATFORM(
      "\\bapi\\b|\\bapp store\\b|\\b(their|the|its) (platform|portals?|marketplace)\\b|\\bterms of"
          + " (service|use)\\b|\\bban(ned|s)? (me|us|my|our|accounts?|the|anyone)\\b|\\bonly"
          + " (works|available|export\\w*) (in|inside|through|from|via)\\b|\\bno"
          + " export\\b|\\block(s|ed)? (us|you|me)? ?in\\b|\\bplug-?in for\\b|\\bintegrat\\w+"
          + " with\\b"),
  /** Needs a licence or an expert's liability. */
  REGULATED(
      "\\blicen[cs](e|es|ed|ing|ure)\\b|\\bcertif\\w+|\\bregulat\\w+|\\bhipaa\\b|\\bgdpr\\b|\\bliab(le|ility)\\b|\\blegal(ly)?\\b|\\blaws?\\b|\\blawyers?\\b|\\bcomplian(t|ce)\\b|\\bcontrolled"
          + " (drugs?|substances?)\\b|\\binspect(or|ors|ion|ions)\\b|\\bhealth"
          + " (department|inspector)\\b|\\bdea\\b|\\bmedical advice\\b|\\blabou?r"
          + " (law|board)\\b|\\btax (office|authority|advisor)\\b"),
  /** Says that there is no problem. */
  DISAGREES(
      "\\bnot (really |actually )?(a|an|that big a|much of a) (problem|issue|thing)\\b|\\bnever"
          + " (had|seen) (this|that|any|a problem|an issue|it happen)\\b|\\bnon-?issue\\b|\\bskill"
          + " issue\\b|\\b(your|their|his|her) own fault\\b|\\bdon't see"
          + " (the|why|how|a)\\b|\\boverthinking\\b|\\bwho cares\\b|\\bdisagree\\b|\\bjust"
          + " (ask|tell|charge|talk to|call|say|write|hire|stop)\\b|\\bthat's (just )?(the"
          + " job|normal|life|part of)\\b|\\bpart of the (job|trade|deal)\\b|\\bnot that"
          + " (hard|bad|big)\\b|\\bsolved problem\\b|\\b(this|that) is solved\\b|\\bsolved"
          + " since\\b|\\bnever failed\\b|\\bthe cost of (doing )?business\\b|\\bis the"
          + " job\\b|\\bwill do\\.|\\bis the problem\\b|\\bfine with me\\b|\\bproblem"
          + " gone\\b|\\b(your client|you) (is|are) wrong\\b|\\bhonestly fine\\b|\\bsounds like a"
          + " (you|management|staff\\w*|people) (problem|issue)\\b|\\bno (tool|app|software)"
          + " (will|can|would|is going to) (fix|solve)\\b"),
  /** Tells of the same in the author's own case. */
  SAME(
      "^(yes[,!]|same\\b)|\\bof mine\\b|\\bsame (here|boat|problem|issue|thing|situation|story|with"
          + " (mine|ours|us|me)|at (ours|mine)|in (ours|mine))\\b|^(ours|mine)\\b|^had"
          + " (it|this|that|the same)\\b|\\bhappened to (me|us)\\b|\\b(as well|too)[.!]|\\bi do the"
          + " same\\b|\\bgave up on one\\b|\\bme too\\b|\\bus too\\b|\\bhappens? to"
          + " (me|us)\\b|\\b(i|we) (have|had|get|got|deal with|face|see|ran into|run into)"
          + " (this|that|the same|the exact same|exactly this|exactly that|these|it)\\b|\\bcan"
          + " relate\\b|\\bthis is (me|us|our|my)\\b|\\bwent through\\b|\\bexactly (this|the"
          + " same)\\b"),
  /** Speaks of oneself. */
  FIRST_PERSON("\\b(i|i'm|i've|i'd|me|my|we|we're|we've|we'd|us|our)\\b"),
  /** Recommends or uses something. */
  USES(
      "\\b(use|uses|used|using|switched to|moved to|went"
          + " with|try|tried|recommend|recommended|love|swear by|look (at|into)|check out|signed up"
          + " for|paying for|pay for)\\b"),
  /** A link. */
  LINK("https?://|\\bwww\\.|\\b\\w+\\.(io|app|com|co|net|org)\\b");

  private final Pattern pattern;

  /**
   * The same sentence is looked at again by every stage, and looking costs more than remembering.
   */
  private final Map<String, Boolean> seen = Memory.of(4_000);

  Cue(String pattern) {
    // Case counts for nothing but where a capital letter is asked for, as in a product's name.
    this.pattern =
        Pattern.compile(pattern.replace("[A-Z]", "(?-i:[A-Z])"), Pattern.CASE_INSENSITIVE);
  }

  boolean in(String text) {
    return seen.computeIfAbsent(text, unseen -> pattern.matcher(unseen).find());
  }

  Pattern pattern() {
    return pattern;
  }
}
