package understand

// Weights is the model, for the test that two trainings are the same bit for bit.
func (u *Understander) Weights() []float32 { return u.model.weights }
