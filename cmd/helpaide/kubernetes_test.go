package main

import (
	"github.com/helpaide/helpaide/bot/host"
	"maps"
	"net"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// What follows is Kubernetes' API as far as the manifests use it: a field that is not here is a slip of the hand.

type labels map[string]string

type meta struct {
	Name        string `yaml:"name"`
	Labels      labels `yaml:"labels"`
	Annotations labels `yaml:"annotations"`
}

type object struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string `yaml:"kind"`
	Metadata   meta   `yaml:"metadata"`
}

type selector struct {
	MatchLabels labels `yaml:"matchLabels"`
}

type configMap struct {
	object `yaml:",inline"`
	Data   map[string]string `yaml:"data"`
}

type secretManifest struct {
	object     `yaml:",inline"`
	Type       string            `yaml:"type"`
	StringData map[string]string `yaml:"stringData"`
}

type deployment struct {
	object `yaml:",inline"`
	Spec   struct {
		Replicas int      `yaml:"replicas"`
		Selector selector `yaml:"selector"`
		Strategy struct {
			RollingUpdate struct {
				MaxUnavailable int `yaml:"maxUnavailable"`
				MaxSurge       int `yaml:"maxSurge"`
			} `yaml:"rollingUpdate"`
		} `yaml:"strategy"`
		Template podTemplate `yaml:"template"`
	} `yaml:"spec"`
}

type job struct {
	object `yaml:",inline"`
	Spec   struct {
		BackoffLimit            int         `yaml:"backoffLimit"`
		ActiveDeadlineSeconds   int         `yaml:"activeDeadlineSeconds"`
		TTLSecondsAfterFinished int         `yaml:"ttlSecondsAfterFinished"`
		Template                podTemplate `yaml:"template"`
	} `yaml:"spec"`
}

type podTemplate struct {
	Metadata meta `yaml:"metadata"`
	Spec     struct {
		RestartPolicy                 string `yaml:"restartPolicy"`
		EnableServiceLinks            *bool  `yaml:"enableServiceLinks"`
		AutomountServiceAccountToken  *bool  `yaml:"automountServiceAccountToken"`
		TerminationGracePeriodSeconds int    `yaml:"terminationGracePeriodSeconds"`
		TopologySpreadConstraints     []struct {
			MaxSkew           int      `yaml:"maxSkew"`
			TopologyKey       string   `yaml:"topologyKey"`
			WhenUnsatisfiable string   `yaml:"whenUnsatisfiable"`
			LabelSelector     selector `yaml:"labelSelector"`
		} `yaml:"topologySpreadConstraints"`
		SecurityContext struct {
			RunAsNonRoot   bool   `yaml:"runAsNonRoot"`
			RunAsUser      int    `yaml:"runAsUser"`
			RunAsGroup     int    `yaml:"runAsGroup"`
			FSGroup        int    `yaml:"fsGroup"`
			SeccompProfile labels `yaml:"seccompProfile"`
		} `yaml:"securityContext"`
		Containers []container `yaml:"containers"`
		Volumes    []struct {
			Name   string `yaml:"name"`
			Secret struct {
				SecretName  string `yaml:"secretName"`
				DefaultMode int    `yaml:"defaultMode"`
			} `yaml:"secret"`
		} `yaml:"volumes"`
	} `yaml:"spec"`
}

type container struct {
	Name    string   `yaml:"name"`
	Image   string   `yaml:"image"`
	Args    []string `yaml:"args"`
	EnvFrom []struct {
		ConfigMapRef struct {
			Name string `yaml:"name"`
		} `yaml:"configMapRef"`
	} `yaml:"envFrom"`
	Ports []struct {
		Name          string `yaml:"name"`
		ContainerPort int    `yaml:"containerPort"`
	} `yaml:"ports"`
	StartupProbe   probe `yaml:"startupProbe"`
	LivenessProbe  probe `yaml:"livenessProbe"`
	ReadinessProbe probe `yaml:"readinessProbe"`
	Resources      struct {
		Requests labels `yaml:"requests"`
		Limits   labels `yaml:"limits"`
	} `yaml:"resources"`
	SecurityContext struct {
		AllowPrivilegeEscalation *bool `yaml:"allowPrivilegeEscalation"`
		Privileged               *bool `yaml:"privileged"`
		ReadOnlyRootFilesystem   bool  `yaml:"readOnlyRootFilesystem"`
		Capabilities             struct {
			Drop []string `yaml:"drop"`
		} `yaml:"capabilities"`
	} `yaml:"securityContext"`
	VolumeMounts []struct {
		Name      string `yaml:"name"`
		MountPath string `yaml:"mountPath"`
		ReadOnly  bool   `yaml:"readOnly"`
	} `yaml:"volumeMounts"`
}

type probe struct {
	HTTPGet struct {
		Path string `yaml:"path"`
		Port string `yaml:"port"`
	} `yaml:"httpGet"`
	PeriodSeconds    int `yaml:"periodSeconds"`
	TimeoutSeconds   int `yaml:"timeoutSeconds"`
	FailureThreshold int `yaml:"failureThreshold"`
}

type disruptionBudget struct {
	object `yaml:",inline"`
	Spec   struct {
		MinAvailable int      `yaml:"minAvailable"`
		Selector     selector `yaml:"selector"`
	} `yaml:"spec"`
}

type networkPolicy struct {
	object `yaml:",inline"`
	Spec   struct {
		PodSelector selector      `yaml:"podSelector"`
		PolicyTypes []string      `yaml:"policyTypes"`
		Ingress     []networkRule `yaml:"ingress"`
		Egress      []networkRule `yaml:"egress"`
	} `yaml:"spec"`
}

type networkRule struct {
	From  []networkPeer `yaml:"from"`
	To    []networkPeer `yaml:"to"`
	Ports []struct {
		Port     yaml.Node `yaml:"port"`
		Protocol string    `yaml:"protocol"`
	} `yaml:"ports"`
}

type service struct {
	object `yaml:",inline"`
	Spec   struct {
		Selector labels `yaml:"selector"`
		Ports    []struct {
			Name       string `yaml:"name"`
			Port       int    `yaml:"port"`
			TargetPort int    `yaml:"targetPort"`
			Protocol   string `yaml:"protocol"`
		} `yaml:"ports"`
	} `yaml:"spec"`
}

type ingress struct {
	object `yaml:",inline"`
	Spec   struct {
		TLS []struct {
			Hosts      []string `yaml:"hosts"`
			SecretName string   `yaml:"secretName"`
		} `yaml:"tls"`
		Rules []struct {
			Host string `yaml:"host"`
			HTTP struct {
				Paths []struct {
					Path     string `yaml:"path"`
					PathType string `yaml:"pathType"`
					Backend  struct {
						Service struct {
							Name string `yaml:"name"`
							Port labels `yaml:"port"`
						} `yaml:"service"`
					} `yaml:"backend"`
				} `yaml:"paths"`
			} `yaml:"http"`
		} `yaml:"rules"`
	} `yaml:"spec"`
}

type networkPeer struct {
	NamespaceSelector selector `yaml:"namespaceSelector"`
}

// cluster is all manifests.
type cluster struct {
	config  configMap
	secret  secretManifest
	bots    deployment
	migrate job
	budget  disruptionBudget
	network networkPolicy
	http    struct { // what is beside them when Slack sends to an address
		config  configMap
		service service
		ingress ingress
		network networkPolicy
	}
}

func readKubernetes(t *testing.T) (c cluster) {
	t.Helper()
	kinds := map[string]struct {
		version, kind string
		into          any
		is            *object
	}{
		"config.yaml":         {"v1", "ConfigMap", &c.config, &c.config.object},
		"secret.example.yaml": {"v1", "Secret", &c.secret, &c.secret.object},
		"deployment.yaml":     {"apps/v1", "Deployment", &c.bots, &c.bots.object},
		"migrate.yaml":        {"batch/v1", "Job", &c.migrate, &c.migrate.object},
		"disruption.yaml":     {"policy/v1", "PodDisruptionBudget", &c.budget, &c.budget.object},
		"networkpolicy.yaml":  {"networking.k8s.io/v1", "NetworkPolicy", &c.network, &c.network.object},

		"slack-http/config.yaml":        {"v1", "ConfigMap", &c.http.config, &c.http.config.object},
		"slack-http/service.yaml":       {"v1", "Service", &c.http.service, &c.http.service.object},
		"slack-http/ingress.yaml":       {"networking.k8s.io/v1", "Ingress", &c.http.ingress, &c.http.ingress.object},
		"slack-http/networkpolicy.yaml": {"networking.k8s.io/v1", "NetworkPolicy", &c.http.network, &c.http.network.object},
	}
	for _, file := range deployFiles(t) {
		if name, ok := strings.CutPrefix(file, "kubernetes"+string(filepath.Separator)); ok && kinds[name].into == nil {
			t.Errorf("nothing looks at %s", file)
		}
	}
	for name, want := range kinds {
		strictly(t, deployed(t, filepath.Join("kubernetes", name)), want.into)
		if want.is.APIVersion != want.version || want.is.Kind != want.kind || want.is.Metadata.Name == "" {
			t.Errorf("%s is a %s of %s called %q", name, want.is.Kind, want.is.APIVersion, want.is.Metadata.Name)
		}
	}
	return c
}

// pods are the templates of all pods.
func (c cluster) pods() map[string]podTemplate {
	return map[string]podTemplate{"deployment": c.bots.Spec.Template, "migrate": c.migrate.Spec.Template}
}

func (s selector) matches(l labels) bool {
	for name, value := range s.MatchLabels {
		if l[name] != value {
			return false
		}
	}
	return len(s.MatchLabels) > 0
}

func TestKubernetesSelectorsMatch(t *testing.T) {
	c := readKubernetes(t)
	bot, migrate := c.bots.Spec.Template.Metadata.Labels, c.migrate.Spec.Template.Metadata.Labels
	for name, s := range map[string]selector{
		"deployment": c.bots.Spec.Selector, "spread": c.bots.Spec.Template.Spec.TopologySpreadConstraints[0].LabelSelector, "budget": c.budget.Spec.Selector,
	} {
		if !s.matches(bot) || s.matches(migrate) {
			t.Errorf("%s selects %v, the bots are %v and the Job's pods %v", name, s, bot, migrate)
		}
	}
	if s := c.network.Spec.PodSelector; !s.matches(bot) || !s.matches(migrate) {
		t.Errorf("the network policy selects %v, which is not all pods", s)
	}
}

func TestKubernetesKeepsOneWhileOthersGo(t *testing.T) {
	c := readKubernetes(t)
	if c.bots.Spec.Replicas != 2 || c.budget.Spec.MinAvailable != 1 || c.bots.Spec.Strategy.RollingUpdate.MaxUnavailable != 0 || c.bots.Spec.Strategy.RollingUpdate.MaxSurge < 1 {
		t.Errorf("replicas %d, budget %d, strategy %+v", c.bots.Spec.Replicas, c.budget.Spec.MinAvailable, c.bots.Spec.Strategy)
	}
}

func TestKubernetesAsksWhereTheBinaryAnswers(t *testing.T) {
	c := readKubernetes(t)
	bot := c.bots.Spec.Template.Spec.Containers[0]
	port := bot.Ports[0]
	for _, p := range []struct {
		name string
		probe
		path string
	}{{"startup", bot.StartupProbe, host.LivePath}, {"liveness", bot.LivenessProbe, host.LivePath}, {"readiness", bot.ReadinessProbe, host.ReadyPath}} {
		if p.HTTPGet.Path != p.path || p.HTTPGet.Port != port.Name || p.PeriodSeconds < 1 || p.FailureThreshold < 1 {
			t.Errorf("the %s probe is %+v, want %s on %s", p.name, p.probe, p.path, port.Name)
		}
	}
	on, listens, err := net.SplitHostPort(c.config.Data["HELPAIDE_OPERATORS_LISTEN"])
	if err != nil || on != "" || listens != strconv.Itoa(port.ContainerPort) {
		t.Errorf("it listens on %q:%s (%v), and the probes ask port %d of the pod's address", on, listens, err, port.ContainerPort)
	}
	marks := c.bots.Spec.Template.Metadata.Annotations
	if marks["prometheus.io/path"] != host.MetricsPath || marks["prometheus.io/port"] != listens {
		t.Errorf("Prometheus is sent to %v", marks)
	}
	let := c.network.Spec.Ingress
	if len(let) != 1 || len(let[0].From) != 1 || len(let[0].Ports) != 1 || let[0].Ports[0].Port.Value != port.Name {
		t.Errorf("the network policy lets in %+v", let)
	}
	if !slices.Equal(c.network.Spec.PolicyTypes, []string{"Ingress", "Egress"}) {
		t.Errorf("the network policy is for %v", c.network.Spec.PolicyTypes)
	}
}

func TestKubernetesRunsAsNobody(t *testing.T) {
	for name, pod := range readKubernetes(t).pods() {
		s := pod.Spec
		if as := s.SecurityContext; !as.RunAsNonRoot || as.RunAsUser != 65532 || as.FSGroup != 65532 || as.SeccompProfile["type"] != "RuntimeDefault" {
			t.Errorf("%s runs as %+v", name, as)
		}
		if isTrue(s.EnableServiceLinks) || isTrue(s.AutomountServiceAccountToken) {
			t.Errorf("%s gets what it does not want from the cluster", name)
		}
		for _, c := range s.Containers {
			may := c.SecurityContext
			if isTrue(may.AllowPrivilegeEscalation) || isTrue(may.Privileged) || !may.ReadOnlyRootFilesystem || !slices.Equal(may.Capabilities.Drop, []string{"ALL"}) {
				t.Errorf("%s may %+v", name, may)
			}
			if c.Resources.Requests["cpu"] == "" || c.Resources.Requests["memory"] == "" || c.Resources.Limits["memory"] == "" {
				t.Errorf("%s has no bounds: %v", name, c.Resources)
			}
			if c.Image != "registry.example/helpaide:0.1.0" {
				t.Errorf("%s runs %s: both run the same image", name, c.Image)
			}
			accepts(t, c.Args)
		}
	}
}

// isTrue reports whether the field holds, which it does in Kubernetes when nobody says otherwise.
func isTrue(field *bool) bool { return field == nil || *field }

func TestKubernetesSecretsArriveWhereTheyAreLookedFor(t *testing.T) {
	c := readKubernetes(t)
	for name, pod := range c.pods() {
		volume, bot := pod.Spec.Volumes[0], pod.Spec.Containers[0]
		mount := bot.VolumeMounts[0]
		if volume.Secret.SecretName != c.secret.Metadata.Name || mount.Name != volume.Name || !mount.ReadOnly || bot.EnvFrom[0].ConfigMapRef.Name != c.config.Metadata.Name {
			t.Errorf("%s: the volume is %+v, the mount %+v, the settings %+v", name, volume, mount, bot.EnvFrom)
		}
		if volume.Secret.DefaultMode != 0o440 {
			t.Errorf("%s: the secrets have the mode %o, want 440", name, volume.Secret.DefaultMode)
		}
		found := []string{}
		for variable, value := range c.config.Data {
			if strings.HasSuffix(variable, fileSuffix) {
				found = append(found, path.Base(value))
				if path.Dir(value) != mount.MountPath {
					t.Errorf("%s leads to %s, and the secrets are in %s", variable, value, mount.MountPath)
				}
			}
		}
		if want := slices.Sorted(maps.Keys(c.secret.StringData)); !slices.Equal(slices.Sorted(slices.Values(found)), want) {
			t.Errorf("looked for are %v, in the secret are %v", found, want)
		}
	}
}

func TestKubernetesExampleSecretIsRefused(t *testing.T) {
	c := readKubernetes(t)
	folder := t.TempDir()
	for name, value := range c.secret.StringData {
		write(t, folder, name, value)
	}
	_, err := configured(c.config.Data, c.bots.Spec.Template.Spec.Containers[0].VolumeMounts[0].MountPath, folder)
	if got := told(t, "", err); len(got) != len(c.secret.StringData) {
		t.Errorf("of %d samples were refused\n%s", len(c.secret.StringData), strings.Join(got, "\n"))
	}
}

func TestKubernetesStartsWithRealSecrets(t *testing.T) {
	c := readKubernetes(t)
	if _, err := configured(c.config.Data, c.bots.Spec.Template.Spec.Containers[0].VolumeMounts[0].MountPath, c.realSecrets(t)); err != nil {
		t.Error(err)
	}
}

// realSecrets is a folder with the secret's files, and in them something that is no sample.
func (c cluster) realSecrets(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for name, value := range c.secret.StringData {
		write(t, folder, name, strings.Replace(value, "REPLACE_ME", "7041-planted-and-long", 1))
	}
	return folder
}

// TestSlackReachesTheBots follows a request of Slack's from the public address to the pod.
func TestSlackReachesTheBots(t *testing.T) {
	c := readKubernetes(t)
	rule, service := c.http.ingress.Spec.Rules[0], c.http.service
	to := rule.HTTP.Paths[0].Backend.Service
	if tls := c.http.ingress.Spec.TLS[0]; !slices.Equal(tls.Hosts, []string{rule.Host}) || tls.SecretName == "" {
		t.Errorf("%s is without TLS: %+v", rule.Host, tls)
	}
	if to.Name != service.Metadata.Name || to.Port["name"] != service.Spec.Ports[0].Name {
		t.Errorf("the ingress sends to %+v, and the service is %+v", to, service)
	}
	if bots := c.bots.Spec.Template.Metadata.Labels; !(selector{service.Spec.Selector}).matches(bots) || !c.http.network.Spec.PodSelector.matches(bots) {
		t.Errorf("the service selects %v", service.Spec.Selector)
	}
	port := strconv.Itoa(service.Spec.Ports[0].TargetPort)
	_, listens, err := net.SplitHostPort(c.http.config.Data["HELPAIDE_SLACK_LISTEN"])
	let := c.http.network.Spec.Ingress[0].Ports[0].Port.Value
	if err != nil || listens != port || let != port {
		t.Errorf("it listens on %s (%v), the service sends to %s, the policy lets in on %s", listens, err, port, let)
	}
	if c.http.config.Metadata.Name != c.config.Metadata.Name {
		t.Error("it does not stand in the place of the other ConfigMap")
	}
	folder := c.realSecrets(t)
	write(t, folder, "slack_signing_secret", signingSecret)
	config, err := configured(c.http.config.Data, "/run/secrets/helpaide", folder)
	if err != nil || config.Workspaces[0].Slack.Mode != "http" || config.Workspaces[0].Slack.SigningSecret.Reveal() != signingSecret {
		t.Errorf("Slack is set up as %+v: %v", config.Workspaces, err)
	}
}
