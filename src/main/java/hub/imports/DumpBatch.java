package hub.imports;

import hub.sources.NewText;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a dump, read, and where the dump stands behind them.
 *
 * @param texts what they hold, each name once, the later of two
 * @param posts how many of the lines were posts
 * @param comments how many were comments
 * @param lines how many lines these are
 * @param brokenLines how many could not be read
 * @param broken which, as far as they are listed
 * @param fileBytes bytes of the file itself that were read
 * @param outBytes bytes of the unpacked dump up to behind the last of these lines
 * @param ended whether nothing follows
 * @param trouble why nothing follows, if that is not the dump's end
 */
record DumpBatch(
    Collection<NewText> texts,
    int posts,
    int comments,
    int lines,
    int brokenLines,
    List<BrokenLine> broken,
    long fileBytes,
    long outBytes,
    boolean ended,
    @Nullable DumpTrouble trouble) {}
