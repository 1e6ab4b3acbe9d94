package io.cuepoint.ingest.signal;

import io.cuepoint.contract.DetectorLook;
import java.util.List;

/**
 * What the detectors did with a video.
 *
 * @param looks one for each detector, over the span that it really saw or heard
 * @param events how many they reported
 */
public record SignalReport(List<DetectorLook> looks, int events) {
  public SignalReport {
    looks = List.copyOf(looks);
  }
}
