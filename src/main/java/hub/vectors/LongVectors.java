package hub.vectors;

import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's own format of HNSW graphs, for vectors longer than its usual 1,024. Files carry Lucene's
 * names for codec and format, so Lucene alone can read them.
 */
final class LongVectors extends KnnVectorsFormat {
  private static final int LONGEST = 4_096;

  private final KnnVectorsFormat lucene;

  private LongVectors(KnnVectorsFormat lucene) {
    super(lucene.getName());
    this.lucene = lucene;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return lucene.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return lucene.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return LONGEST;
  }

  /** Lucene's newest codec with this format. */
  static final class OfCodec extends FilterCodec {
    private final KnnVectorsFormat vectors =
        new PerFieldKnnVectorsFormat() {
          private final KnnVectorsFormat longer = new LongVectors(new Lucene99HnswVectorsFormat());

          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return longer;
          }
        };

    OfCodec() {
      super(Codec.getDefault().getName(), Codec.getDefault());
    }

    @Override
    public KnnVectorsFormat knnVectorsFormat() {
      return vectors;
    }
  }
}
