package io.cuepoint.index.consume;

import io.cuepoint.index.outbox.OutboxConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What keeps the index up to date: the consumer of all messages, and the outbox's relay. */
@Configuration(proxyBeanMethods = false)
@Import(OutboxConfiguration.class)
public class ConsumeConfiguration {}
