package io.cuepoint.ingest.isolate;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.PassState;
import io.cuepoint.ingest.sample.TargetGrid;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is read of videos. Locations are paths or http(s) URLs. Each call throws {@link
 * UnreadableMediaException} when another try gives the same, {@link DecoderDiedException} when the
 * file brought its decoder down, and another {@link IOException} when it cannot be read now. Safe
 * for concurrent use.
 */
public interface MediaReader {
  /** What the container says. */
  Probe probe(String location) throws UnreadableMediaException, IOException, InterruptedException;

  /** Where much happens and where little, without decoding all of it. */
  ActivityTrack activity(String location)
      throws UnreadableMediaException, IOException, InterruptedException;

  /** Every frame's luma, the sound, and the frames of the grid; the sink is called here. */
  default PassResult all(String location, TargetGrid grid, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    return all(location, grid, null, sink);
  }

  /**
   * As {@link #all(String, TargetGrid, PassSink)}, from where an earlier pass was broken off.
   *
   * @param place where it stood, by {@link PassSink#place}; null for the beginning
   * @throws io.cuepoint.ingest.sample.LostPlaceException when all has to begin anew
   */
  PassResult all(String location, TargetGrid grid, @Nullable PassState place, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException;

  /** The frames of the grid alone, decoding no more than they need; the sink is called here. */
  PassResult targets(String location, TargetGrid grid, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException;

  /**
   * The frame on screen at {@code time}; empty when there is no video.
   *
   * @param maxWidth a wider picture is scaled down to it
   */
  Optional<RgbPicture> frame(String location, MediaTime time, int maxWidth)
      throws UnreadableMediaException, IOException, InterruptedException;
}
