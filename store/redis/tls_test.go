//go:build integration

package redis

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/helpaide/helpaide/store/servertest"
)

// certificate makes one for 127.0.0.1, signed by itself, and says where it and its key are.
func certificate(t *testing.T) (trusted *x509.CertPool, cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	of := &x509.Certificate{
		SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, of, of, private.Public(), private)
	must(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	must(t, err)
	parsed, err := x509.ParseCertificate(der)
	must(t, err)
	trusted = x509.NewCertPool()
	trusted.AddCert(parsed)
	cert, key = filepath.Join(t.TempDir(), "cert"), filepath.Join(t.TempDir(), "key")
	must(t, os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	must(t, os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	return trusted, cert, key
}

func TestRedissIsTLSAndTrustsNobodyElse(t *testing.T) {
	trusted, cert, key := certificate(t)
	port := freePort(t)
	servertest.Redis(t, "tls-port "+port, "tls-cert-file "+cert, "tls-key-file "+key, "tls-ca-cert-file "+cert, "tls-auth-clients no")
	address := "rediss://127.0.0.1:" + port
	store := open(t, address, Options{Limit: patient.Limit, TLS: &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12}})
	must(t, store.Check(t.Context()))
	mustPut(t, store, talk(1, 1))
	for name, other := range map[string]*Store{
		"one who trusts what the machine trusts": open(t, address, patient),
		"one who speaks plainly":                 open(t, "redis://127.0.0.1:"+port, patient),
	} {
		if err := other.Check(t.Context()); err == nil {
			t.Errorf("%s was let in", name)
		}
	}
}
