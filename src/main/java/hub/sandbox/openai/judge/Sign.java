package hub.sandbox.openai.judge;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text says in any of the seven languages that the model reads, counted by words: English,
 * German, Spanish, French, Polish, Portuguese and Japanese. None means anything alone; what each is
 * worth was learned (see {@link Learned}).
 */
enum Sign {
  /** It comes back. */
  AGAIN(
      "every|each|again|always|keeps?|weekly|monthly|daily|yearly|often|usually|whenever|per"
          + " (week|month|day|shift)|(a|twice a|once a|times a) (week|month|day|year|season)",
      "jede[nsmr]?|immer|ständig|wieder|oft|wöchentlich|monatlich|täglich|jedes mal|pro"
          + " (woche|monat|tag)",
      "cada|siempre|todos los|todas las|otra vez|de nuevo|a menudo|al (mes|año|día)|a la semana",
      "chaque|toujours|tous les|toutes les|souvent|encore|par (mois|semaine|jour|an|saison)",
      "każd\\w+|zawsze|znowu|znów|ciągle|często|co"
          + " (tydzień|miesiąc|dzień|rok|drugi|chwilę|tygodni\\w*|sezon)|w (tygodniu|miesiącu)",
      "cada|sempre|todos os|todas as|outra vez|de novo|por (mês|semana|dia|ano)",
      "毎(日|週|月|年|回|朝|晩|度|シーズン)|いつも|また|たび|度に"),
  /** It takes time that is named. */
  TIME(
      "hours?|evenings?|weekends?|nights?|afternoons?|mornings?|minutes|days?|weeks|months",
      "stunden?|abende?|wochenenden?|nächte?|nachmittage?|minuten|tagen?|wochen|monaten?",
      "horas?|tardes?|noches?|fin(es)? de semana|minutos|días?|semanas|meses",
      "heures?|soir(s|ées?)?|week-ends?|nuits?|minutes|jours?|journées?|semaines|mois",
      "godzin\\w*|wiecz\\w+|weekend\\w*|noce?|minut\\w*|dni|dzień|tygodni\\w*|miesi\\w+",
      "horas?|noites?|fins? de semana|minutos|dias?|semanas|meses",
      "\\d*時間|半日|週間|か月|ヶ月|分間|[一二三四五六七八九十]日"),
  /** A sum of money. */
  SUM(
      "[$€£¥]\\s?\\d[\\d.,]*|\\d[\\d.,]*\\s?([$€£¥]|euros?|dollars?|pounds?|usd|eur|gbp|bucks)",
      "\\d[\\d.,]*\\s?(euro|franken)",
      "\\d[\\d.,]*\\s?(euros?|pesos)",
      "\\d[\\d., ]*\\s?(€|euros?|francs)",
      "\\d[\\d., ]*\\s?(zł\\w*)",
      "\\d[\\d.,]*\\s?(reais|euros?)|r\\$\\s?\\d",
      "[\\d一二三四五六七八九十百千万]+円"),
  /** Pays, or speaks of paying. */
  PAYS(
      "pay(s|ing)?|paid|hired?|subscri\\w+|charges?|cost(s|ing)?|buy|bought|spend|spent|rent|fee",
      "zahl\\w*|bezahl\\w*|kost\\w+|gekauft|kauf\\w*|abo",
      "pag(o|a|ar|amos|ando|aría|ué|ado)|cuestan?|cobran?|contrat\\w+|compr\\w+",
      "pa[iy]e\\w*|payons|payé\\w*|coûte\\w*|achet\\w+|rachète\\w*|embauch\\w+",
      "płac\\w+|zapłac\\w+|kosztuj\\w+|kupi\\w+|kupuj\\w+|wyda\\w+|zatrudni\\w+",
      "pag(o|a|ar|amos|ando|aria|uei)|custam?|contrat\\w+|compr\\w+",
      "払\\S|料金|費用|購入|買っ"),
  /** Speaks of oneself. */
  OWN(
      "i|i'm|i've|i'd|i'll|me|my|mine|we|we're|we've|we'd|us|our|ours",
      "ich|mir|mich|mein\\w*|wir|uns|unser\\w*",
      "yo|me|mi|mis|nos|nosotr\\w+|nuestr\\w+|tengo|tenemos|somos|estoy|pierdo|\\w{2,}(amos|emos|imos)",
      "je|j|moi|me|m|mon|ma|mes|nous|notre|nos|on",
      "ja|mnie|mi|mam|mój|moj\\w+|nas|nam|nasz\\w*|mamy|jestem|jesteśmy|\\w{3,}(łem|łam|liśmy|łyśmy)",
      "eu|me|meus?|minhas?|nós|nos|noss\\w+|tenho|temos|somos|estou|perco|\\w{2,}(amos|emos|imos)",
      "私|うち|自分|僕|俺|当院|当店|我が"),
  /** Looks for something that helps. */
  ASKS(
      "is there|are there|anyone|anybody|alternatives?|looking"
          + " for|recommend\\w*|instead|replac\\w+|what (do|are|did|have)"
          + " (you|one|others|people)|surely|somebody makes|anything (better|that)|which one",
      "gibt es|gibts|suche|alternativen?|empfehl\\w+|kennt|was (nutzt|nehmt|benutzt)|stattdessen",
      "existe\\w*|busco|alternativas?|recom\\w+|alguien|hay algo|hay alguna|qué (usáis|usan)",
      "existe\\w*|cherche\\w*|alternatives?|recommand\\w*|y a-t-il|quelqu.un|vous utilisez",
      "istnieje|szukam\\w*|alternatyw\\w+|polec\\w+|czy (jest|ktoś|znacie)|używacie",
      "existe\\w*|procuro|alternativas?|recomend\\w*|alguém|alguma|o que usam",
      "探して|ありませんか|ないでしょうか|おすすめ|代わり|教えて"),
  /** Gets by without a product. */
  MAKESHIFT(
      "spreadsheets?|excel|by hand|by eye|paper|notebooks?|exercise"
          + " book|whiteboards?|clipboards?|diary|chat|retype\\w*|type|write down|phone|ring|call"
          + " everybody|copy|tags?|list|tally|calendar|photos?",
      "tabellen?|excel|von"
          + " hand|zettel\\w*|papier|notizbuch|heft|tafel|kalender|whatsapp|gruppe|abtipp\\w+|telefonier\\w+",
      "hojas?|excel|a mano|papel|cuaderno|pizarra|libreta|calendario|grupo|whatsapp",
      "tableau\\w*|excel|à la main|papier|carnet|cahier|calendrier|groupe|classeur",
      "arkusz\\w*|excel\\w*|ręcznie|zeszyt\\w*|kartk\\w+|papier\\w*|tablic\\w+|kalendarz\\w*|grup\\w+",
      "folhas?|planilhas?|excel|à mão|papel|caderno|quadro|calendário|grupo|tabela",
      "エクセル|手書き|手作業|ノート|紙|表計算|電話|写真|メモ"),
  /** Something goes wrong. */
  TROUBLE(
      "lost|lose|losing|wrong|forgot\\w*|forgets?|mistakes?|missing|missed|problem|late|hate|nobody|cannot|can't|never"
          + " (know|been)|fails?|broke\\w*|drops?|short|stuck|typos?|chas(e|ing)|afraid|fear|tired|waste\\w*",
      "verlor\\w*|verlier\\w*|falsch\\w*|vergess\\w*|fehl\\w*|problem\\w*|zu"
          + " spät|niemand|nervt|hasse|kein\\w*|abgelehnt|zurückgewiesen|verplempert",
      "pierd\\w+|perd\\w+|mal|olvid\\w+|falta\\w*|problema\\w*|tarde|nadie|nunca|error\\w*|equivoc\\w+",
      "perd\\w+|faux|fausse|oubli\\w+|manqu\\w+|problèmes?|retard\\w*|personne|jamais|erreurs?|pénible|dégâts|disparai\\w+",
      "strac\\w+|trac\\w+|źle|zapom\\w+|brak\\w*|problem\\w*|późno|nikt|nigdy|błąd\\w*|błęd\\w*|pomył\\w+|gubi\\w*",
      "perd\\w+|perco|errad\\w+|esque\\w+|falta\\w*|problemas?|tarde|ninguém|nunca|erros?",
      "忘れ|間違|なくし|失|困|もめ|問題|遅|気づけ|ミス|できません|もらえません|大変|面倒"),
  /** Sells something. */
  SELLS(
      "% off|discount\\w*|sign up|link in|free trial|free for|early birds?|first \\d+"
          + " users|beta|launch\\w*|co-?founders?|founders?|demo|dm me|message me|comment"
          + " [A-Z]{3,}|comment \\w+ below|referral|use my link|use code|we (built|made)|i"
          + " (made|built|design)|our"
          + " (app|tool|software|platform|product)|subscribe|podcast|episode|survey|gift card|join"
          + " us|until (sunday|friday|monday)|only until|months"
          + " free|waitlist|webinar|e-?book|course|newsletter|hiring",
      "rabatt\\w*|kostenlos testen|testphase|anmeld\\w+|registrier\\w+|unser\\w*"
          + " (app|tool|software|lösung|kassenlösung|angebot|kurs)|geschenkt|für die ersten|termin"
          + " einfach|gutschein\\w*|jetzt (buchen|testen|sichern)|über unsere seite|link"
          + " in|umfrage|gründer\\w*|startup|newsletter|webinar|wir (bieten|suchen|stellen"
          + " ein|haben .{3,30} entwickelt)",
      "descuento\\w*|regístrate|regístrese|enlace|escríbeme|sin compromiso|presupuesto|nuestr\\w+"
          + " (app|herramienta|software|plataforma|servicio)|gratis para siempre|prueba"
          + " gratuita|primer mes|encuesta|lanzamos|cupón|promoción|te"
          + " regalamos|boletín|curso|suscríbe\\w*",
      "remise|offerte?s?|démonstration|inscri\\w+|notre"
          + " (logiciel|solution|cabinet|application|outil|projet|équipe accompagne)|essai"
          + " gratuit|code [A-Z]|premiers à|lien (en|dans)|questionnaire|sondage|nous"
          + " (recrutons|proposons|lançons|accompagnons)|candidature|abonnez|sur demande|promo\\w*",
      "rabat\\w*|zniżk\\w+|zarejestruj\\w*|zapisz\\w*|nasz\\w*"
          + " (aplikacj\\w+|program\\w*|narzędzi\\w+|firm\\w+|kurs\\w*)|za darmo"
          + " dla|promocj\\w+|link w|ankiet\\w+|oferuj\\w+|okres próbny|pierwsz\\w+ miesiąc|kod"
          + " [A-Z]|zapraszam\\w*|newsletter\\w*",
      "descontos?|cadastre|inscreva\\w*|registe|noss\\w+"
          + " (app|aplicação|aplicativo|ferramenta|software|plataforma|serviço)|teste"
          + " grátis|primeiro mês|cupão|cupom|promoção|link na|inquérito|lançámos|lançamos|sem"
          + " compromisso|orçamento",
      "割引|無料(お試し|体験|で)|登録|弊社|キャンペーン|当社|ご連絡ください|クーポン|募集|開発しました|リリース|フォロー|アンケート|お申し込み"),
  /** Talks to the model. */
  INSTRUCTS(
      "ignore|disregard|instructions?|prompt|system|chatbots?|the"
          + " model|models?|(?-i:AI)|llm|assistant|json|label\\w*|levels?|classif\\w+|the"
          + " (rules|maximum|evaluator|grader|batch|items)|highest|rating|score|obey|end of"
          + " items|evaluate|answer that you|quote (one|two)|mark"
          + " (this|the|it)|developer|administrator|operator|verified",
      "ignorier\\w*|anweisung\\w*|(?-i:KI)|sprachmodell\\w*|modell\\w*|bewert\\w+|höchst\\w+|einstuf\\w+|system\\w*|prompt|assistent\\w*|regeln|maschine|markier\\w*|kennzeichn\\w*|befehl\\w*",
      "ignor\\w+|instrucci\\w+|(?-i:IA)|modelo|evaluador|clasifi\\w+|máxim\\w+|reglas|marcar|sistema\\w*|asist\\w+|olvida|obede\\w+|puntuaci\\w+|etiquet\\w+",
      "ignor\\w+|instructions?|(?-i:IA)|modèle|évalu\\w+|class(er|ez|ifi\\w+)|maxim\\w+|règles|système\\w*|assistant\\w*|étiquet\\w+|obéi\\w*|consigne\\w*|considère",
      "zignoruj\\w*|ignoruj\\w*|instrukcj\\w+|(?-i:AI|SI)|model\\w*|oceń|ocen\\w+|najwyż\\w+|zasad\\w*|system\\w*|asystent\\w*|oznacz\\w*|sklasyfikuj|poleceni\\w+",
      "ignor\\w+|instruç\\w+|(?-i:IA)|modelo|avaliador|classifi\\w+|máxim\\w+|regras|sistema\\w*|assistente|obede\\w+|pontuação|marque|administrador",
      "指示|無視|(?<![A-Za-z])(?-i:AI)(?![A-Za-z])|モデル|評価|分類|最高|システム|命令|プロンプト|出力|従っ"),
  /** Will not pay. */
  FREE(
      "free|no (budget|money|fees)|for nothing|cost nothing|never (pay|subscribe|have one)|without"
          + " fees|won't pay|would not pay|nobody would pay",
      "kostenlos|umsonst|kein (geld|budget)|gratis|nichts kosten|nie(mals)? (zahlen|bezahlen)|zahle"
          + " (dafür )?(nichts|nicht)",
      "gratis|gratuit\\w+|sin presupuesto|no (pago|pagaría|pienso pagar)|sin coste",
      "gratuit\\w*|sans budget|pas (de budget|d'argent)|ne (paierai|paierais|paie)"
          + " (pas|rien|jamais)",
      "darmow\\w+|za darmo|bez budżetu|nie (zapłac\\w+|będę płac\\w+)|nic nie kosztuj\\w+",
      "grátis|gratuit\\w+|de graça|sem orçamento|não (pago|pagaria|vou pagar)",
      "無料|ただで|お金は(ない|ありません)|予算(が|は)(ない|ありません)"),
  /** Is content with what there is. */
  CONTENT(
      "works (well|fine|great)|it works|solved|nothing left to wish|no dispute|happy with|since we"
          + " (got|have)|easy enough|takes (five|two|ten) minutes|no (trouble|complaints)|don't"
          + " (quite )?see what|fuss",
      "funktioniert (gut|super|prima|einwandfrei)|gelöst|zufrieden|seit wir|keine probleme|läuft"
          + " (gut|super|prima)|wunderbar",
      "funciona (bien|perfecto|de maravilla)|resuelto|content\\w+ con|desde que"
          + " (usamos|tenemos)|sin problemas|encantad\\w+",
      "(fonctionne|marche) (bien|très bien|parfaitement)|résolu|content\\w* de|depuis qu.on|aucun"
          + " problème|satisfait\\w*",
      "działa (dobrze|świetnie|bez)|rozwiązan\\w+|zadowolon\\w+|odkąd (mamy|używamy)|bez"
          + " problem\\w+|polecam",
      "funciona (bem|perfeitamente)|resolvid\\w+|satisfeit\\w+|desde que (usamos|temos)|sem"
          + " problemas",
      "解決(しま|済)|満足|うまくいっ|問題(ない|ありません)|便利です|助かって"),
  /** Tells news or shows something, asks for nothing. */
  SHOWS(
      "photos?|pictures|share|link|just wanted|i only (want|know)|nothing to (add|see)|no"
          + " question|published|guidance|riddle|funniest|wrong answers only|ask me"
          + " anything|favourite|opinion|years ago|congratulations|beer|once in your life|post"
          + " yours",
      "fotos?|bilder|wollte"
          + " nur|teilen|veröffentlicht|lustigste\\w*|rätsel|prüfung|meinung|glückwunsch|wer hat"
          + " recht|stolz|schönste\\w*",
      "fotos?|imágenes|solo"
          + " quería|compartir|publicad\\w+|adivinanza|opini\\w+|felicid\\w+|noticia|orgullos\\w+",
      "photos?|images|voulais"
          + " juste|partager|publi\\w+|devinette|avis|félicitations|rendez-vous|fière?",
      "zdjęci\\w+|chciał\\w+"
          + " tylko|podziel\\w+|opublikow\\w+|zagadk\\w+|opini\\w+|gratul\\w+|dumn\\w+",
      "fotos?|imagens|só"
          + " queria|partilhar|compartilhar|publicad\\w+|adivinha|opini\\w+|parabéns|orgulh\\w+",
      "写真です|見てください|共有|発表|クイズ|おめでとう|感動|嬉し"),
  /** Is new to it and asks how it is done. */
  BEGINNER(
      "first (week|weekend|invoice|time|day|job|rehearsal|flat)|is (it|that|this) a mistake|is"
          + " there an association|do i (put|need|have|ask)|who is right|stupid question|i only"
          + " want to know|starting|apprentice|beginner|politely|what do you charge|which of"
          + " the|change my mind",
      "berufsschule|azubi|neu hier|anfänger\\w*|wer hat recht|darf (man|ich)|blöde"
          + " frage|ausbildung",
      "principiante|soy nuev\\w+|mi primer\\w*|quién tiene razón|una duda|se puede|es obligatorio",
      "débutant\\w*|je débute|ma première|mon premier|qui a raison|question bête|a-t-on le"
          + " droit|faut-il",
      "początkując\\w*|jestem now\\w+|mój pierwsz\\w+|kto ma rację|głupie pytanie|czy"
          + " (można|trzeba|muszę)",
      "principiante|sou nov\\w+|meu primeiro|minha primeira|quem tem razão|é obrigatório|dúvida",
      "初めて|新人|初心者|でしょうか|教えてください|どちらが"),
  /** The small words of which sentences are made, and lists are not. */
  SMALL(
      "the|a|an|and|of|to|in|is|that|it|for|on|with|as|was|but|so|they|she|he|his|her|are|this|not|have|has|at|or|who",
      "der|die|das|und|ist|ein\\w*|zu|mit|auf|den|von|nicht|es|sich|im|dass|aber|so|hat|sind|für|wenn",
      "el|la|los|las|de|que|y|en|un|una|es|se|no|por|con|para|lo|pero|al|del|hay|son",
      "le|la|les|de|des|du|et|un|une|est|que|qui|à|en|pour|pas|ne|il|elle|se|dans|ce|au|mais|sur",
      "i|w|na|z|się|nie|to|że|do|jest|o|po|za|ale|jak|tym|są|a|od",
      "o|a|os|as|de|que|e|em|um|uma|é|se|não|por|com|para|mas|no|na|do|da|são",
      "は|が|を|に|で|と|も|です|ます|した|ている|ので");

  private static final int MOST = 4;

  private final Pattern pattern;

  Sign(
      String english,
      String german,
      String spanish,
      String french,
      String polish,
      String portuguese,
      String japanese) {
    String words = String.join("|", List.of(english, german, spanish, french, polish, portuguese));
    // Japanese puts no white space between its words.
    this.pattern =
        Pattern.compile(
            "(?<![\\p{L}\\d])(?:" + words + ")(?![\\p{L}])|" + japanese,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** How often a text says it. */
  int in(String text) {
    Matcher matcher = pattern.matcher(text);
    int found = 0;
    while (matcher.find()) {
      found++;
    }
    return found;
  }

  /** How strongly a text says it, 0 to 1: the first time counts most. */
  double strength(String text) {
    return Math.log1p(Math.min(MOST, in(text))) / Math.log1p(MOST);
  }
}
