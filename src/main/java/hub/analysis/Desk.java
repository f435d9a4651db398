package hub.analysis;

import hub.sources.Texts;
import org.springframework.stereotype.Component;

/** What every stage works with. */
@Component
record Desk(
    AnalysisRows rows,
    Texts texts,
    Prompts prompts,
    Steps steps,
    JobPlan plan,
    EventStore events,
    Posts posts,
    StageFigures figures,
    Charges charges,
    Limit limit) {}
