package hub.vectors;

import hub.vectors.Change.Placed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * One model's vectors in a folder: Lucene's HNSW graph with filters inside the search.
 *
 * <p>How this works, and why: each commit holds the position in the log that it has read to, so a
 * process that was killed goes on from there. A search walks the graph with a beam that is wider
 * than what is asked for, which keeps the recall near that of an exact scan also after many deletes
 * and merges. Where few documents match a filter, Lucene compares them all. Measured in
 * docs/decisions/vectors.md.
 */
final class VectorFile implements AutoCloseable {
  /** How many candidates a search keeps; more finds more and takes longer. */
  private static final int BEAM = 120;

  /** That beam serves so many dimensions; in longer vectors more candidates are nearly as near. */
  private static final int BEAM_DIMENSIONS = 384;

  /** Each part of the index has a graph of its own, which every search walks. */
  private static final int FEW = 4;

  /** A commit waits for the disk. */
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(2);

  private static final String POSITION = "position";
  private static final String HOME = "home";
  private static final String ID = "id";
  private static final String NUMBER = "number";
  private static final String SPACE = "space";
  private static final String KIND = "kind";
  private static final String COMMUNITY = "community";
  private static final String CREATED = "created";
  private static final String SCORE = "score";
  private static final String VECTOR = "vector";

  private final FSDirectory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final String home;
  private volatile long position;
  private long committedAt = System.nanoTime();

  private VectorFile(FSDirectory directory, IndexWriter writer, String home) throws IOException {
    this.directory = directory;
    this.writer = writer;
    this.home = home;
    this.searchers = new SearcherManager(writer, null);
    this.position = positionOf(writer, home);
  }

  /**
   * Opens the folder, made if it is missing.
   *
   * @param home the database whose vectors these are; another one's count as none
   * @throws IOException if what is in it can't be read, or another process has it open
   */
  static VectorFile open(Path folder, String home) throws IOException {
    FSDirectory directory = FSDirectory.open(folder);
    IndexWriter writer = null;
    try {
      IndexWriterConfig config = new IndexWriterConfig().setCodec(new LongVectors.OfCodec());
      config.setRAMBufferSizeMB(64);
      config.setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(FEW));
      writer = new IndexWriter(directory, config);
      return new VectorFile(directory, writer, home);
    } catch (IOException | RuntimeException failure) {
      if (writer != null) {
        writer.rollback();
      }
      directory.close();
      throw failure;
    }
  }

  private static long positionOf(IndexWriter writer, String home) {
    Map<String, String> kept = new HashMap<>();
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    if (data != null) {
      data.forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    }
    return home.equals(kept.get(HOME)) ? Long.parseLong(kept.getOrDefault(POSITION, "0")) : 0;
  }

  /** The position in the log that this has read to; 0 when new. */
  long position() {
    return position;
  }

  /** Takes changes in; they are found once {@link #keep} was called. */
  void apply(List<Change> changes) throws IOException {
    for (Change change : changes) {
      Term id = new Term(ID, Long.toString(change.textId()));
      Placed now = change.now();
      if (now == null) {
        writer.deleteDocuments(id);
      } else {
        writer.updateDocument(id, document(change, now));
      }
    }
  }

  /**
   * Shows all to searches, as read up to this position. It is on the disk within moments: what a
   * crash takes is read once more.
   */
  void keep(long position) throws IOException {
    writer.setLiveCommitData(Map.of(HOME, home, POSITION, Long.toString(position)).entrySet());
    if (System.nanoTime() - committedAt > COMMIT_EVERY.toNanos()) {
      writer.commit();
      committedAt = System.nanoTime();
    }
    searchers.maybeRefreshBlocking();
    this.position = position;
  }

  /** Joins parts that many small changes left behind; searches and changes go on meanwhile. */
  void tidy() throws IOException {
    writer.forceMerge(1);
    searchers.maybeRefreshBlocking();
  }

  /** Forgets all. */
  void clear() throws IOException {
    writer.deleteAll();
  }

  private static Document document(Change change, Placed now) {
    Document document = new Document();
    document.add(new StringField(ID, Long.toString(change.textId()), Store.NO));
    document.add(new LongPoint(NUMBER, change.textId()));
    document.add(new NumericDocValuesField(NUMBER, change.textId()));
    document.add(new StringField(SPACE, change.space().key(), Store.NO));
    document.add(new StringField(KIND, change.kind().word(), Store.NO));
    document.add(new StringField(COMMUNITY, now.community(), Store.NO));
    document.add(new LongField(CREATED, now.createdAt().getEpochSecond(), Store.NO));
    document.add(new IntField(SCORE, now.score(), Store.NO));
    document.add(
        new KnnFloatVectorField(VECTOR, now.vector(), VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  /** The nearest texts, nearest first. */
  List<Hit> nearest(Nearest asked) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      int beam = Math.max(beam(asked.vector().length), 2 * asked.most());
      Query query = new KnnFloatVectorQuery(VECTOR, asked.vector(), beam, filter(asked));
      List<Hit> hits = new ArrayList<>();
      for (ScoreDoc found : searcher.search(query, asked.most()).scoreDocs) {
        hits.add(new Hit(idOf(searcher, found.doc), 2 * found.score - 1));
      }
      return hits;
    } finally {
      searchers.release(searcher);
    }
  }

  private static int beam(int dimensions) {
    return BEAM * Math.max(1, dimensions / BEAM_DIMENSIONS);
  }

  private static long idOf(IndexSearcher searcher, int document) throws IOException {
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    NumericDocValues ids = DocValues.getNumeric(leaf.reader(), NUMBER);
    if (!ids.advanceExact(document - leaf.docBase)) {
      throw new IOException("A document of the local index has no id");
    }
    return ids.longValue();
  }

  private static Query filter(Nearest asked) {
    Nearest.Filter filter = asked.filter();
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(new TermQuery(new Term(SPACE, asked.space().key())), Occur.FILTER);
    if (filter.kind() != null) {
      all.add(new TermQuery(new Term(KIND, filter.kind().word())), Occur.FILTER);
    }
    if (!filter.communities().isEmpty()) {
      List<BytesRef> names = filter.communities().stream().map(BytesRef::new).toList();
      all.add(new TermInSetQuery(COMMUNITY, names), Occur.FILTER);
    }
    if (filter.since() != null) {
      long since = filter.since().getEpochSecond();
      all.add(LongField.newRangeQuery(CREATED, since, Long.MAX_VALUE), Occur.FILTER);
    }
    if (filter.leastScore() != null) {
      all.add(IntField.newRangeQuery(SCORE, filter.leastScore(), Integer.MAX_VALUE), Occur.FILTER);
    }
    if (filter.among() != null) {
      long[] among = filter.among().stream().mapToLong(Long::longValue).toArray();
      all.add(LongPoint.newSetQuery(NUMBER, among), Occur.FILTER);
    }
    return all.build();
  }

  /** Every text of a space that it holds. */
  Set<Long> ids(Space space) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      Set<Long> ids = new HashSet<>();
      Query ofSpace = new TermQuery(new Term(SPACE, space.key()));
      for (ScoreDoc found :
          searcher.search(ofSpace, Math.max(1, searcher.getIndexReader().maxDoc())).scoreDocs) {
        ids.add(idOf(searcher, found.doc));
      }
      return ids;
    } finally {
      searchers.release(searcher);
    }
  }

  /** How many texts it holds. */
  int size() {
    return writer.getDocStats().numDocs;
  }

  @Override
  public void close() throws IOException {
    searchers.close();
    writer.close();
    directory.close();
  }
}
