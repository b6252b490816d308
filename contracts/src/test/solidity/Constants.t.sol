// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Fixture} from "./Fixture.sol";

/// @title ConstantsTest
/// @notice The numbers that Java, the documentation and the operators rely on; the other tests read them.
contract ConstantsTest is Fixture {
    function test_LimitsShouldBeTheDocumentedOnes() public view {
        vm.assertEq(workers.MAX_BATCH(), 100, "MAX_BATCH");
        vm.assertEq(workers.MAX_COOLDOWN(), 90 days, "MAX_COOLDOWN");
        vm.assertEq(jobs.MIN_WINDOW(), 5, "MIN_WINDOW");
        vm.assertEq(jobs.MAX_WINDOW(), 7 days, "MAX_WINDOW");
        vm.assertEq(jobs.CLOSE_GRACE(), 7 days, "CLOSE_GRACE");
        vm.assertEq(jobs.MAX_DIGESTS(), 256, "MAX_DIGESTS");
        vm.assertEq(jobs.MAX_PROOF(), 32, "MAX_PROOF");
        vm.assertEq(jobs.PAYMENT_GAS(), 50_000, "PAYMENT_GAS");
    }

    function test_RolesAndDomainsShouldBeTheHashesOfTheirNames() public view {
        vm.assertEq(workers.PAUSER_ROLE(), keccak256("PAUSER_ROLE"), "pauser of workers");
        vm.assertEq(jobs.PAUSER_ROLE(), keccak256("PAUSER_ROLE"), "pauser of jobs");
        vm.assertEq(jobs.PUBLISHER_ROLE(), keccak256("PUBLISHER_ROLE"), "publisher");
        vm.assertEq(jobs.COMMITMENT_DOMAIN(), keccak256("FedQuorum.commitment.v1"), "domain");
    }

    /// @dev EIP-170, which GoQuorum holds to unless its genesis says otherwise.
    function test_ShouldFitIntoAContract() public view {
        vm.assertLe(address(workers).code.length, 24_576, "WorkerRegistry");
        vm.assertLe(address(jobs).code.length, 24_576, "JobRegistry");
    }
}
