package io.cuepoint.worker.engine.tensorrt;

import java.util.List;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvonnxparser;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.INoCopy;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;
import org.bytedeco.tensorrt.nvinfer.IRefitter;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.bytedeco.tensorrt.nvonnxparser.IParser;
import org.bytedeco.tensorrt.nvonnxparser.IParserError;
import org.bytedeco.tensorrt.nvonnxparser.IParserRefitter;

/** The classes of JavaCPP's bindings that are used here, in the order of their initialisation. */
final class Bindings {
  static final List<Class<?>> CUDA =
      List.of(
          cudart.class,
          cudaDeviceProp.class,
          CUstream_st.class,
          CUgraph_st.class,
          CUgraphExec_st.class);

  static final List<Class<?>> TENSORRT =
      List.of(
          nvinfer.class,
          INoCopy.class,
          ILogger.class,
          Dims64.class,
          IHostMemory.class,
          IBuilder.class,
          IBuilderConfig.class,
          INetworkDefinition.class,
          IOptimizationProfile.class,
          ITimingCache.class,
          IRuntime.class,
          ICudaEngine.class,
          IExecutionContext.class,
          IRefitter.class,
          nvonnxparser.class,
          IParser.class,
          IParserError.class,
          IParserRefitter.class);

  private Bindings() {}
}
