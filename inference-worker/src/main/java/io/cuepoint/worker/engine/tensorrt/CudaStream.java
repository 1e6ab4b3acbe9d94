package io.cuepoint.worker.engine.tensorrt;

import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Pointer;

/** Work on the device, in order. Not thread-safe. */
final class CudaStream implements AutoCloseable {
  private static final int RELAXED = cudart.cudaStreamCaptureModeRelaxed;

  private final CUstream_st stream = new CUstream_st();

  private CudaStream(int priority) {
    Cuda.check(
        cudart.cudaStreamCreateWithPriority(stream, cudart.cudaStreamNonBlocking, priority),
        "a stream");
  }

  /** For work that may take its time. */
  static CudaStream usual() {
    return new CudaStream(0);
  }

  /** For short work that is not to wait behind the kernels of other streams. */
  static CudaStream urgent() {
    int[] least = new int[1];
    int[] most = new int[1];
    Cuda.check(cudart.cudaDeviceGetStreamPriorityRange(least, most), "a stream's priority");
    return new CudaStream(most[0]);
  }

  CUstream_st handle() {
    return stream;
  }

  void upload(Pointer device, Pointer host, long bytes, String what) {
    Cuda.check(
        cudart.cudaMemcpyAsync(device, host, bytes, cudart.cudaMemcpyHostToDevice, stream), what);
  }

  void download(Pointer host, Pointer device, long bytes, String what) {
    Cuda.check(
        cudart.cudaMemcpyAsync(host, device, bytes, cudart.cudaMemcpyDeviceToHost, stream), what);
  }

  void zero(Pointer device, long bytes, String what) {
    Cuda.check(cudart.cudaMemsetAsync(device, 0, bytes, stream), what);
  }

  /** Waits until all is done. */
  void await(String what) {
    Cuda.check(cudart.cudaStreamSynchronize(stream), what);
  }

  /** What {@code work} would have the stream do, to be done again and again; nothing is done. */
  CUgraphExec_st capture(Runnable work, String what) {
    Cuda.check(cudart.cudaStreamBeginCapture(stream, RELAXED), what);
    CUgraph_st graph = new CUgraph_st();
    int ended;
    try {
      work.run();
    } finally {
      ended = cudart.cudaStreamEndCapture(stream, graph);
    }
    Cuda.check(ended, what);
    CUgraphExec_st ready = new CUgraphExec_st();
    try {
      Cuda.check(cudart.cudaGraphInstantiate(ready, graph), what);
    } finally {
      int unused = cudart.cudaGraphDestroy(graph);
    }
    return ready;
  }

  void launch(CUgraphExec_st graph, String what) {
    Cuda.check(cudart.cudaGraphLaunch(graph, stream), what);
  }

  @Override
  public void close() {
    Cuda.check(cudart.cudaStreamDestroy(stream), "a stream");
  }
}
