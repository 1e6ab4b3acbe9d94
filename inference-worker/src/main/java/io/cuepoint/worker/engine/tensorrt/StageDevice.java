package io.cuepoint.worker.engine.tensorrt;

/**
 * A GPU that gets some of a model, or all.
 *
 * @param plans loads onto it
 * @param free bytes of it that a model may take
 */
record StageDevice(PlanSource plans, long free) {}
