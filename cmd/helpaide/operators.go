package main

// What the operators' listener answers.
const (
	livePath    = "/livez"   // 200 while the process can go on by itself
	readyPath   = "/readyz"  // 200 while it can take and keep what happens
	metricsPath = "/metrics" // for Prometheus
)
