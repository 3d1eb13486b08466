package host_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot/host"
)

// metric is the value of a counter with that label, or the count of a histogram.
func metric(t *testing.T, m *host.Metrics, name, label string) float64 {
	t.Helper()
	families, err := m.Registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if family.GetName() != name {
			continue
		}
		for _, one := range family.GetMetric() {
			for _, pair := range one.GetLabel() {
				if pair.GetValue() == label {
					return one.GetCounter().GetValue()
				}
			}
			if label == "" {
				return one.GetCounter().GetValue() + float64(one.GetHistogram().GetSampleCount())
			}
		}
	}
	return 0
}
