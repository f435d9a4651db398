// The editor of a flow's text: what the check finds stands under the line it is about, changed lines have an edge,
// and names are completed. It lives in a shadow root, where its styles need no exception from the content policy; the
// text field below it stays the form's, and is what there is without a script.
import {
  acceptCompletion, autocompletion, closeBrackets, completionKeymap, Decoration, defaultKeymap, EditorState, EditorView, HighlightStyle,
  history, historyKeymap, indentOnInput, indentUnit, keymap, lineNumbers, search, searchKeymap, StateEffect, StateField,
  syntaxHighlighting, tags, WidgetType, yaml,
} from "../vendor/codemirror.js";

const CHECKS_AFTER = 400;

const form = document.querySelector("[data-flow-editor]");
const field = form.elements.yaml;
const findings = StateEffect.define();

const read = (verdict) => ({
  changed: (verdict.dataset.changed || "").split(" ").filter(Boolean).map(Number),
  problems: [...verdict.querySelectorAll("[data-problem]")].map((each) => ({
    line: Number(each.dataset.line),
    column: Number(each.dataset.column),
    end: Number(each.dataset.end),
    sentence: each.querySelector("[data-sentence]").textContent,
    remedy: each.querySelector("[data-remedy]").textContent,
  })),
});

// What the check says below a line.
class Said extends WidgetType {
  constructor(problem) {
    super();
    this.problem = problem;
  }

  eq(other) {
    return other.problem.sentence === this.problem.sentence && other.problem.remedy === this.problem.remedy;
  }

  toDOM() {
    const line = document.createElement("div");
    line.className = "said";
    line.textContent = `${this.problem.sentence} ${this.problem.remedy}`;
    return line;
  }
}

const changedLine = Decoration.line({ class: "is-changed" });
const wrongLine = Decoration.line({ class: "is-wrong" });
const cause = Decoration.mark({ class: "cause" });

function decorations(doc, { changed, problems }) {
  const marks = changed.filter((n) => n <= doc.lines).map((n) => changedLine.range(doc.line(n).from));
  for (const problem of problems) {
    const line = doc.line(Math.min(Math.max(1, problem.line), doc.lines));
    const from = Math.min(line.from + Math.max(0, problem.column - 1), line.to);
    const to = Math.min(Math.max(from, line.from + problem.end - 1), line.to);
    marks.push(wrongLine.range(line.from));
    if (to > from) {
      marks.push(cause.range(from, to));
    }
    marks.push(Decoration.widget({ widget: new Said(problem), block: true, side: 1 }).range(line.to));
  }
  return Decoration.set(marks, true);
}

const shown = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    const found = transaction.effects.find((effect) => effect.is(findings));
    return found ? decorations(transaction.state.doc, found.value) : value.map(transaction.changes);
  },
  provide: (self) => EditorView.decorations.from(self),
});

const inks = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--ink-soft)" },
  { tag: tags.comment, color: "var(--ink-faint)", fontStyle: "italic" },
  { tag: [tags.string, tags.special(tags.string)], fontWeight: "600" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", background: "var(--surface)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "2px solid var(--action)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-gutters": { background: "none", border: "0", color: "var(--ink-faint)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "38px", padding: "0 12px 0 8px" },
  ".cm-line": { padding: "0 16px 0 8px", borderLeft: "3px solid transparent" },
  ".is-changed": { background: "var(--sunken)", borderLeftColor: "var(--ink-soft)" },
  ".is-wrong": { background: "var(--bad-soft)", borderLeftColor: "var(--bad)" },
  ".cause": { textDecoration: "underline wavy var(--bad)", textUnderlineOffset: "3px" },
  ".said": {
    padding: "2px 16px 8px 8px", borderLeft: "3px solid var(--bad)", background: "var(--bad-soft)", color: "var(--bad)",
    fontFamily: "var(--sans)", whiteSpace: "normal",
  },
  ".cm-tooltip": { border: "1px solid var(--line-strong)", borderRadius: "6px", background: "var(--surface)", color: "var(--ink)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "16em" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--action-soft)", color: "var(--ink)" },
  ".cm-completionDetail": { color: "var(--ink-soft)", fontFamily: "var(--sans)", fontStyle: "normal" },
  ".cm-completionInfo": { maxWidth: "320px", fontFamily: "var(--sans)" },
  ".cm-panels": { background: "var(--sunken)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-textfield": { border: "1px solid var(--line-field)", background: "var(--surface)", color: "var(--ink)" },
  ".cm-button": { border: "1px solid var(--line-strong)", background: "var(--surface)", color: "var(--ink)" },
});

const send = (address, values) =>
  fetch(address, {
    method: "POST",
    headers: { "HX-Request": "true" },
    body: new URLSearchParams({ ...values, _csrf: form.elements._csrf?.value || "" }),
  });

let latest = 0;

async function check(view) {
  const asked = ++latest;
  const answer = await send(form.dataset.check, { yaml: view.state.doc.toString() });
  if (answer.status === 401 || answer.redirected) {
    location.reload();
    return;
  }
  if (!answer.ok || asked !== latest) {
    return;
  }
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  const verdict = template.content.querySelector("[data-verdict]");
  if (verdict && asked === latest) {
    const open = [...document.querySelectorAll("[data-verdict] details[open]")].map((each) => each.dataset.keep);
    document.querySelector("[data-verdict]").replaceWith(verdict);
    verdict.querySelectorAll("details").forEach((each) => (each.open = open.includes(each.dataset.keep)));
    show(view, verdict);
  }
}

function show(view, verdict) {
  const found = read(verdict);
  view.dispatch({ effects: findings.of(found) });
  document.querySelector("[data-checked]").textContent = `Schema, catalogue and policy checked ${verdict.dataset.at}`;
  const publish = form.querySelector("[data-publish]");
  if (publish) {
    publish.disabled = found.problems.length > 0;
  }
  return found;
}

function problems() {
  return read(document.querySelector("[data-verdict]")).problems;
}

function go(view, number) {
  const line = view.state.doc.line(Math.min(Math.max(1, number), view.state.doc.lines));
  view.dispatch({ selection: { anchor: line.from }, effects: EditorView.scrollIntoView(line.from, { y: "center" }) });
  view.focus();
}

function nextProblem(view) {
  const here = view.state.doc.lineAt(view.state.selection.main.head).number;
  const all = problems().map((problem) => problem.line);
  if (all.length > 0) {
    go(view, all.find((line) => line > here) || all[0]);
  }
}

async function complete(context) {
  const word = context.matchBefore(/[\w.:{}$-]*/);
  if (!context.explicit && word.from === word.to) {
    return null;
  }
  const line = context.state.doc.lineAt(context.pos);
  const answer = await send(form.dataset.complete, { yaml: context.state.doc.toString(), line: line.number, column: context.pos - line.from + 1 });
  if (!answer.ok || answer.redirected) {
    return null;
  }
  const { from, options } = await answer.json();
  return options.length === 0 ? null : { from: line.from + from - 1, options };
}

function start() {
  const host = document.createElement("div");
  host.className = "editor__host";
  host.dataset.typing = "";
  field.after(host);
  const root = host.attachShadow({ mode: "open" });
  let timer = 0;
  const readOnly = form.dataset.readOnly === "true";
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(), history(), indentOnInput(), indentUnit.of("  "), EditorState.tabSize.of(2), closeBrackets(), yaml(), search({ top: true }),
        EditorState.readOnly.of(readOnly), syntaxHighlighting(inks), look, shown,
        autocompletion({ override: [complete], icons: false }),
        keymap.of([{ key: "Tab", run: acceptCompletion }, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ tabindex: "0", "aria-label": "The flow’s text", "aria-multiline": "true" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            field.value = update.state.doc.toString();
            clearTimeout(timer);
            timer = setTimeout(() => check(view), CHECKS_AFTER);
          }
        }),
      ],
    }),
  });
  field.hidden = true;
  field.labels[0].hidden = true;
  show(view, document.querySelector("[data-verdict]"));
  const kept = field.value;
  let leaving = false;
  form.addEventListener("submit", () => (leaving = true));
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && field.value !== kept) {
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8") {
      event.preventDefault();
      nextProblem(view);
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (link) {
      event.preventDefault();
      go(view, Number(link.dataset.go));
    }
  });
}

start();
